/** Trials of other rules over the past. */
import { address, get, post } from './http';
import type { CaseType, Severity, Stretch } from './types';

export type ReplayState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
export type Verdict = 'new' | 'gone' | 'same';

export interface PastEpisode {
  severity: Severity;
  onset: string;
  raisedAt: string;
  clearedAt: string | null;
  box: { x: number; y: number; width: number; height: number } | null;
  value: number | null;
  /** Number of its picture. */
  still: number | null;
}

export interface ReplayOutcome {
  verdict: Verdict;
  type: CaseType;
  zoneId: string | null;
  metric: string | null;
  tried: PastEpisode | null;
  inForce: PastEpisode | null;
  caseIds: number[];
}

export interface ReplaySummary extends Stretch {
  id: string;
  cameraId: string | null;
  sensorId: string | null;
  account: string;
  askedAt: string;
  state: ReplayState;
  /** Everything before has been judged. */
  reached: string;
  /** Of the way, 0 to 1. */
  share: number;
}

export interface Replay extends ReplaySummary {
  judged: number;
  broken: number;
  gaps: Stretch[];
  unrecordedSeconds: number;
  outcomes: ReplayOutcome[];
  otherCaseIds: number[];
  cut: boolean;
  failure: string | null;
}

/** What is tried: the zones of a camera as they would be, or a sensor's own thresholds. */
export type Trial =
  | { cameraId: string; zones: Record<string, unknown>[] }
  | { sensorId: string; rules: Record<string, unknown>[] };

export const replaysApi = {
  begin: (trial: Trial, from: number, to: number) => {
    const time = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    return 'cameraId' in trial
      ? post<Replay>(`/cameras/${trial.cameraId}/replays`, { ...time, zones: trial.zones })
      : post<Replay>(`/sensors/${trial.sensorId}/replays`, { ...time, rules: trial.rules });
  },
  all: () => get<{ items: ReplaySummary[] }>('/replays').then((answer) => answer.items),
  read: (id: string) => get<Replay>(`/replays/${id}`),
  cancel: (id: string) => post<Replay>(`/replays/${id}/cancel`),
};

export const stillUrl = (replayId: string, number: number) => address(`/replays/${replayId}/still`, { number });
