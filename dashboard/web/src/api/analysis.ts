/** How busy the analysis of pictures is. */
import { get } from './http';

export const activities = ['active', 'quiet', 'long-quiet'] as const;
export const reasons = ['change', 'sizes', 'sensor', 'viewer', 'rule'] as const;
export const omissions = ['budget', 'behind', 'damaged', 'long-quiet', 'pace'] as const;

export type Activity = (typeof activities)[number];
export type Reason = (typeof reasons)[number];
export type Omission = (typeof omissions)[number];

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
