/** How recordings are kept, what is protected, and who has seen what. */
import { get, post, request } from './http';
import type { Stretch } from './types';

export type DiskState = 'ok' | 'slow' | 'full' | 'failed' | 'missing';
export type RecordingMode = 'continuous' | 'event' | 'schedule' | 'off';
export type Idle = 'gone' | 'disabled' | 'off' | 'outside-hours' | 'no-case' | 'no-pictures' | 'no-disk';

export interface RecordingDisk {
  directory: string;
  state: DiskState;
  detail: string | null;
  deletesEarly: boolean;
  recordedBytes: number;
  capacityBytes: number;
  totalBytes: number | null;
  freeBytes: number | null;
  maxBytes: number | null;
  keepFreeBytes: number;
}

export interface CameraRecording {
  cameraId: string;
  /** null where the camera is configured no more. */
  mode: RecordingMode | null;
  days: number;
  recording: boolean;
  idle: Idle | null;
  oldestAt: string | null;
  newestAt: string | null;
  bytes: number;
  bytesLastDay: number;
  droppedGroups: number;
}

export interface RoomEstimate {
  bytesPerDay: number;
  capacityBytes: number;
  neededBytes: number;
  days: number | null;
}

export interface RecordingStatus {
  at: string;
  disks: RecordingDisk[];
  cameras: CameraRecording[];
  estimate: RoomEstimate;
}

export interface Protection extends Stretch {
  id: number;
  cameraId: string;
  reason: string;
  /** The case that the hub keeps it for; null where a person asked for it. */
  caseId: number | null;
  createdAt: string;
  createdBy: string;
  expiresAt: string | null;
}

export type ViewingKind = 'recording' | 'clip' | 'protection';

export interface Viewing {
  id: number;
  at: string;
  actor: string;
  action: 'view' | 'export' | 'protected' | 'released' | 'forgot';
  kind: ViewingKind;
  /** Id of the camera, or number of the evidence. */
  subject: string;
  detail: { from?: string; to?: string; seen?: Stretch[]; case?: number; camera?: string; reason?: string };
}

export interface Page<X> {
  items: X[];
  next: number | null;
}

interface ProtectionQuery {
  cameraId?: string;
  by?: 'anyone' | 'people';
  beforeId?: number;
  limit?: number;
}

interface ViewingQuery {
  kind: ViewingKind;
  cameraId?: string;
  actor?: string;
  beforeId?: number;
  limit?: number;
}

export const recordingApi = {
  status: () => get<RecordingStatus>('/recording/status'),
  protections: (query: ProtectionQuery) => get<Page<Protection>>('/recording/protections', { ...query }),
  protect: (cameraId: string, from: number, to: number, reason: string) =>
    post<Protection>('/recording/protections', {
      cameraId,
      from: new Date(from).toISOString(),
      to: new Date(to).toISOString(),
      reason,
    }),
  release: (id: number) => request<void>('DELETE', `/recording/protections/${id}`),
  viewings: (query: ViewingQuery) => get<Page<Viewing>>('/viewings', { ...query }),
};
