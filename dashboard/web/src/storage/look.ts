/** How the state of recording looks and reads. Pure. */
import type { CameraRecording, DiskState, RecordingDisk, RoomEstimate, Viewing } from '../api/recording';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | '';

const DAY = 86_400_000;
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

/** How much of its room for recordings a disk has used, in percent; null where it can't be told. */
export function usedOf(disk: RecordingDisk): number | null {
  if (disk.freeBytes === null || disk.state === 'failed' || disk.state === 'missing') return null;
  if (disk.capacityBytes <= 0) return 100;
  return Math.min(100, (disk.recordedBytes / disk.capacityBytes) * 100);
}

/** For how long there is room, in milliseconds; null where nothing tells. */
export function roomFor(estimate: RoomEstimate): number | null {
  return estimate.bytesPerDay > 0 ? (estimate.capacityBytes / estimate.bytesPerDay) * DAY : null;
}

/** What the estimate comes to. */
export function verdictOf(estimate: RoomEstimate): 'unknown' | 'enough' | 'short' {
  if (roomFor(estimate) === null) return 'unknown';
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
