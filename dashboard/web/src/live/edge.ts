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

/** What is kept between the picture and the end, so that it does not starve; more after each stall. Seconds. */
export const LEAST_CUSHION = 0.12;
const GREATEST_CUSHION = 1.5;
const MORE_AFTER_STALL = 1.6;
/** Without a stall for so long, the cushion is made a little thinner. */
const CALM_MS = 20_000;

/** Further behind than the cushion by this: jump. Seconds. */
export const JUMP_BEHIND = 1;
/** Further behind than the cushion by this: play a little faster, which nobody notices. Seconds. */
export const HURRY_BEHIND = 0.12;
const KEEP_BEHIND = 10;
const TRIM_AT = 30;

export function stepAtEdge(ranges: readonly Range[], position: number, cushion: number): Step {
  const last = ranges.at(-1);
  const first = ranges[0];
  if (!last || !first) return { seekTo: null, rate: 1, trimBefore: null };
  const behind = last.end - position - cushion;
  const outside = position < last.start || position > last.end;
  const seekTo = outside || behind > JUMP_BEHIND ? Math.max(last.start, last.end - cushion) : null;
  const here = seekTo ?? position;
  return {
    seekTo,
    rate: seekTo === null && behind > HURRY_BEHIND ? 1.1 : 1,
    trimBefore: here - first.start > TRIM_AT ? here - KEEP_BEHIND : null,
  };
}

/** How thick the cushion is: what the network and the camera have shown to need. */
export class Cushion {
  private seconds = LEAST_CUSHION;
  private changedAt = -Infinity;

  /** Seconds, at this moment in milliseconds. */
  at(now: number): number {
    if (now - this.changedAt > CALM_MS && this.seconds > LEAST_CUSHION) {
      this.seconds = Math.max(LEAST_CUSHION, this.seconds / 1.2);
      this.changedAt = now;
    }
    return this.seconds;
  }

  /** The picture had to wait. */
  stalled(now: number): void {
    this.seconds = Math.min(GREATEST_CUSHION, this.seconds * MORE_AFTER_STALL);
    this.changedAt = now;
  }
}
