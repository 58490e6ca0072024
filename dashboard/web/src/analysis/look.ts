/** How the load of the analysis looks and reads. Pure. */
import { hindrances, type Analysis, type CameraLoad, type Hindrance } from '../api/analysis';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | '';

/** What keyframes and active cameras take of the budget, in percent; together 100 at most. */
export function sharesOf(load: Analysis): { keyframes: number; active: number; all: number } {
  const of = (cores: number) => (load.budgetCores > 0 ? (cores / load.budgetCores) * 100 : 0);
  const keyframes = Math.min(100, of(load.keyframeCores));
  return { keyframes, active: Math.min(100 - keyframes, of(load.activeCores)), all: of(load.keyframeCores + load.activeCores) };
}

/** Pictures that a cap has taken from it: they might have shown something. */
export function lostOf(camera: CameraLoad): number {
  return camera.omitted.budget + camera.omitted.behind + camera.omitted.damaged;
}

/** Whether it is looked at less than its rules ask for, or was since the start. */
export function heldBack(camera: CameraLoad): boolean {
  return camera.capped || lostOf(camera) > 0;
}

export function toneOf(camera: CameraLoad): Tone {
  if (camera.capped) return 'warn';
  return camera.activity === 'active' ? 'ok' : camera.activity === 'quiet' ? 'info' : '';
}

/** Why it can't be judged, in the whole or in some zone: the plainest reason; null where it can, or nobody asks. */
export function hindranceOf(camera: CameraLoad): Hindrance | null {
  if (!camera.sight) return null;
  const found = [camera.sight.hindrance, ...camera.sight.zones.map((zone) => zone.hindrance)];
  return hindrances.find((one) => found.includes(one)) ?? null;
}

/** Since when that is so; of zones, since the first of them. */
export function hinderedSince(camera: CameraLoad): string | null {
  if (camera.sight?.hindrance) return camera.sight.since;
  return camera.sight?.zones.map((zone) => zone.since).sort()[0] ?? null;
}

/** Whether a person should know: what passes by itself within seconds is left out. */
export function blind(camera: CameraLoad): boolean {
  const hindrance = hindranceOf(camera);
  return hindrance !== null && hindrance !== 'learning';
}

/** Those that can't be judged first, then those held back, then those that cost most. */
export function ranked(cameras: readonly CameraLoad[]): CameraLoad[] {
  const rank = (one: CameraLoad) => (blind(one) ? 4 : 0) + (one.capped ? 2 : one.activity === 'active' ? 1 : 0);
  return [...cameras].sort((a, b) => rank(b) - rank(a) || b.decodeSeconds - a.decodeSeconds || a.cameraId.localeCompare(b.cameraId));
}

/** What was decoded a second between two answers; null where they can't tell, as after a restart. */
export function ratesOf(before: Analysis | null, now: Analysis): { pictures: number; pixels: number } | null {
  if (!before) return null;
  const seconds = (Date.parse(now.at) - Date.parse(before.at)) / 1000;
  const pixels = now.decodedPixels - before.decodedPixels;
  if (seconds < 1 || pixels < 0) return null;
  return { pictures: (now.decodedPictures - before.decodedPictures) / seconds, pixels: pixels / seconds };
}

/** Cores with two places; three below a tenth. */
export function coresText(cores: number): string {
  return cores.toFixed(cores > 0 && cores < 0.1 ? 3 : 2);
}

/** A count with separators. */
export function countText(count: number): string {
  return Math.round(count).toLocaleString('en');
}
