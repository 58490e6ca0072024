/** Keeps the live picture at the live edge: what to do with the player at this moment. Pure. */
export interface Range {
  start: number;
  end: number;
}

export interface Step {
  /** Jump here; null to stay. Seconds. */
  seekTo: number | null;
  rate: number;
  /** Forget what lies before this; null for nothing. Seconds. */
  trimBefore: number | null;
}

/** Further behind than this: jump. Seconds. */
export const JUMP_BEHIND = 2.5;
/** Further behind than this: play a little faster, which nobody notices. Seconds. */
export const HURRY_BEHIND = 0.9;
/** A jump lands so far before the end, so that it does not starve at once. Seconds. */
export const CUSHION = 0.3;
const KEEP_BEHIND = 10;
const TRIM_AT = 30;

export function stepAtEdge(ranges: readonly Range[], position: number): Step {
  const last = ranges.at(-1);
  const first = ranges[0];
  if (!last || !first) return { seekTo: null, rate: 1, trimBefore: null };
  const behind = last.end - position;
  const outside = position < last.start || position > last.end;
  const seekTo = outside || behind > JUMP_BEHIND ? Math.max(last.start, last.end - CUSHION) : null;
  const here = seekTo ?? position;
  return {
    seekTo,
    rate: seekTo === null && behind > HURRY_BEHIND ? 1.1 : 1,
    trimBefore: here - first.start > TRIM_AT ? here - KEEP_BEHIND : null,
  };
}
