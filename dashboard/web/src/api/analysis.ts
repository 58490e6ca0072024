/** How busy the analysis of pictures is. */
import { get } from './http';

export const activities = ['active', 'quiet', 'long-quiet'] as const;
export const reasons = ['change', 'sizes', 'sensor', 'viewer', 'rule'] as const;
export const omissions = ['budget', 'behind', 'damaged', 'long-quiet', 'pace'] as const;

/** Why it can't be judged what happens before a camera, in the contract's order. */
export const hindrances = [
  'no-pictures', 'undecodable', 'behind', 'blank', 'learning', 'sparse', 'masked', 'shaken', 'dark', 'glare', 'faint', 'noise', 'unsteady-light', 'restless',
] as const;

export type Activity = (typeof activities)[number];
export type Reason = (typeof reasons)[number];
export type Omission = (typeof omissions)[number];

export type Hindrance = (typeof hindrances)[number];

/** Whether it can be judged what happens there. */
export interface Sight {
  /** null where something can be judged. */
  hindrance: Hindrance | null;
  since: string | null;
  /** Zones that can't be judged though others can. */
  zones: { zoneId: string; hindrance: Hindrance; since: string }[];
}

export interface CameraLoad {
  cameraId: string;
  activity: Activity;
  reasons: Reason[];
  capped: boolean;
  /** null where it is not active. */
  wantedCores: number | null;
  /** null where it is not active, or gets all it wants. */
  grantedCores: number | null;
  decodeSeconds: number;
  omitted: Record<Omission, number>;
  judgedAt: string | null;
  /** null where nobody asks: it is off, or has no zones. */
  sight: Sight | null;
}

export interface Analysis {
  at: string;
  workers: number;
  budgetCores: number;
  keyframeCores: number;
  activeCores: number;
  decodedPictures: number;
  decodedPixels: number;
  brokenPictures: number;
  replacedKeyframes: number;
  omitted: Record<Omission, number>;
  wakeUps: Record<Reason, number>;
  wakeUpSeconds: number | null;
  cameras: CameraLoad[];
}

export const readAnalysis = () => get<Analysis>('/analysis');
