/** Which cameras the wall shows, in what order and on how fine a grid. Pure. */
import type { Camera, CameraState } from '../api/types';
import { lookOf } from './cameraLook';

export type WallMode = 'all' | 'attention' | 'large';
export const LARGE_PER_PAGE = 20;
export const LARGE_COLUMNS = 5;

/** Cameras with open cases first, then the broken ones, then the rest by name of id. */
export function ordered(
  cameras: readonly Camera[],
  state: (id: string) => CameraState | undefined,
  cases: (id: string) => number,
): Camera[] {
  const rank = (camera: Camera) =>
    cases(camera.id) > 0 ? 0 : { bad: 1, wait: 2, ok: 2, off: 3 }[lookOf(state(camera.id))];
  return [...cameras].sort((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id, 'en', { numeric: true }));
}

export function needsAttention(state: CameraState | undefined, cases: number): boolean {
  return cases > 0 || lookOf(state) === 'bad';
}

/** The number of columns where the wall is as tall as it needs: tiles that a finger hits and a name fits into. */
export function columnsAcross(mode: WallMode, width: number): number {
  return mode === 'large' ? Math.max(1, Math.floor(width / 160)) : Math.max(2, Math.floor(width / 85));
}

/** The number of columns at which `count` tiles of 16:9 are the largest in a field of this shape. */
export function columnsFor(count: number, width: number, height: number): number {
  let best = 1;
  let widest = 0;
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const tile = Math.min(width / columns, ((height / rows) * 16) / 9);
    if (tile > widest) {
      widest = tile;
      best = columns;
    }
  }
  return best;
}
