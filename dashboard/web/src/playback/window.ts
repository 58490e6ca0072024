/** The stretch of time that the timeline shows: zoom, pan, ticks. All times in ms. Pure. */
export interface Window {
  from: number;
  to: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The finest: one minute from side to side. */
export const SHORTEST = MINUTE;

const STEPS = [
  5 * SECOND,
  10 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
];

export function lengthOf(window: Window): number {
  return window.to - window.from;
}

/** Shows more or less, with `around` staying where it is; never beyond the bounds. */
export function zoom(window: Window, factor: number, around: number, bounds: Window): Window {
  const length = Math.min(lengthOf(bounds), Math.max(SHORTEST, lengthOf(window) * factor));
  const part = (around - window.from) / lengthOf(window);
  const from = around - length * part;
  return within({ from, to: from + length }, bounds);
}

export function pan(window: Window, by: number, bounds: Window): Window {
  return within({ from: window.from + by, to: window.to + by }, bounds);
}

/** Moves the window so that the moment is in it, with some room around it; the same where it is. */
export function reveal(window: Window, moment: number, bounds: Window): Window {
  const margin = lengthOf(window) * 0.05;
  if (moment >= window.from + margin && moment <= window.to - margin) return window;
  const from = moment - lengthOf(window) / 3;
  return within({ from, to: from + lengthOf(window) }, bounds);
}

function within(window: Window, bounds: Window): Window {
  const length = Math.min(lengthOf(window), lengthOf(bounds));
  const from = Math.min(Math.max(window.from, bounds.from), bounds.to - length);
  return { from, to: from + length };
}

/** Where a moment stands, 0 to 1 from side to side; beyond that outside. */
export function placeOf(moment: number, window: Window): number {
  return (moment - window.from) / lengthOf(window);
}

export function momentAt(place: number, window: Window): number {
  return window.from + place * lengthOf(window);
}

/** Round moments, at most `most` of them, counted from the beginning of the day. */
export function ticks(window: Window, dayStart: number, most: number): number[] {
  const step = STEPS.find((one) => lengthOf(window) / one <= most) ?? 12 * HOUR;
  const first = dayStart + Math.ceil((window.from - dayStart) / step) * step;
  const found: number[] = [];
  for (let at = first; at <= window.to; at += step) found.push(at);
  return found;
}

/** The next marker after the moment, or the last before it; a second's distance counts as being there. */
export function neighbour(markers: readonly number[], moment: number, forward: boolean): number | null {
  const sorted = [...markers].sort((a, b) => a - b);
  if (forward) return sorted.find((one) => one > moment + SECOND) ?? null;
  return sorted.reverse().find((one) => one < moment - SECOND) ?? null;
}
