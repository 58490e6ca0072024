/** What a trial shows. Pure. */
import type { PastEpisode, Replay, ReplayOutcome, Verdict } from '../api/replays';

const HOUR = 3_600_000;

/** Longest stretch of a trial, in hours. */
export const LONGEST = { zones: 24, thresholds: 7 * 24 } as const;

export const verdicts: readonly Verdict[] = ['new', 'gone', 'same'];

export const toneOf: Record<Verdict, string> = { new: 'tone-warn', gone: 'tone-info', same: '' };

export function counts(outcomes: readonly ReplayOutcome[]): Record<Verdict, number> {
  const found = { new: 0, gone: 0, same: 0 };
  for (const one of outcomes) found[one.verdict] += 1;
  return found;
}

/** The last hours, up to now. */
export function lastHours(hours: number, now: number): { from: number; to: number } {
  return { from: now - hours * HOUR, to: now };
}

/** What is wrong with the chosen time: the key of a text; empty where nothing is. */
export function wrongTime(from: number, to: number, hours: number, now: number): '' | 'replay.badTime' | 'replay.longest' {
  if (!(from < to) || !(from < now)) return 'replay.badTime';
  return to - from > hours * HOUR ? 'replay.longest' : '';
}

/** The episode whose picture is shown: as changed, else as in force. */
export function shownOf(outcome: ReplayOutcome): PastEpisode {
  return (outcome.tried ?? outcome.inForce)!;
}

/** The number of a picture of it; null where there is none. */
export function stillOf(outcome: ReplayOutcome): number | null {
  return outcome.tried?.still ?? outcome.inForce?.still ?? null;
}

export function percent(replay: Replay): number {
  return Math.floor(replay.share * 100);
}

/** Whether nothing at all is recorded of its time. */
export function unrecorded(replay: Replay): boolean {
  return replay.unrecordedSeconds > 0 && replay.unrecordedSeconds * 1000 >= Date.parse(replay.to) - Date.parse(replay.from) - 1000;
}
