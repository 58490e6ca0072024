/** How the state of recording looks and reads. Pure. */
import type { CameraRecording, DiskState, RecordingDisk, RoomEstimate, Viewing } from '../api/recording';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | '';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** A size in decimal units, such as `1.2 TB`. */
export function bytesText(bytes: number): string {
  let size = Math.max(0, bytes);
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${size < 10 && unit > 1 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}

export function toneOfDisk(state: DiskState): Tone {
  if (state === 'ok') return 'ok';
  return state === 'slow' ? 'warn' : 'bad';
}

/** Whether somebody has to look after it. */
export function ails(camera: CameraRecording): boolean {
  return camera.idle === 'no-pictures' || camera.idle === 'no-disk' || camera.droppedGroups > 0;
}

export function toneOfCamera(camera: CameraRecording): Tone {
  if (camera.recording) return camera.droppedGroups > 0 ? 'warn' : 'ok';
  if (camera.idle === 'no-pictures' || camera.idle === 'no-disk') return 'bad';
  return camera.idle === 'no-case' ? 'info' : '';
}

/** The parts of a disk's bar in percent: recordings, other files, and where recordings may not go. */
export function barOf(disk: RecordingDisk): { recorded: number; other: number; limit: number | null } {
  const total = disk.totalBytes ?? disk.maxBytes ?? 0;
  if (total <= 0) return { recorded: 0, other: 0, limit: null };
  const part = (bytes: number) => Math.min(100, Math.max(0, (bytes / total) * 100));
  const recorded = part(disk.recordedBytes);
  const used = disk.freeBytes === null ? recorded : part(total - disk.freeBytes);
  const other = Math.max(0, used - recorded);
  const limit = Math.min(100, recorded + part(Math.max(0, disk.capacityBytes - disk.recordedBytes)));
  return { recorded, other, limit: disk.freeBytes === null || limit + other > 99.5 ? null : limit + other };
}

/** What the estimate comes to. */
export function verdictOf(estimate: RoomEstimate): 'unknown' | 'enough' | 'short' {
  if (estimate.days === null) return 'unknown';
  return estimate.capacityBytes >= estimate.neededBytes ? 'enough' : 'short';
}

/** The camera that an entry is about; null where it isn't known. */
export function cameraOf(entry: Viewing): string | null {
  return entry.kind === 'clip' ? (entry.detail.camera ?? null) : entry.subject;
}

/** Message key of what was done. */
export function deedOf(entry: Viewing): string {
  if (entry.action === 'view' && entry.kind === 'recording') return entry.detail.seen ? 'viewings.seen' : 'viewings.began';
  return `viewings.${entry.action}`;
}
