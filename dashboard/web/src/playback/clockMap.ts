/** Which wall-clock time the viewer sees at a moment of the video's own timeline. Pure. */
import type { Moment } from './protocol';

/** More than any buffer holds. */
const MOST = 2_000;

export class ClockMap {
  private moments: Moment[] = [];

  clear(): void {
    this.moments = [];
  }

  add(moment: Moment): void {
    this.moments.push(moment);
    if (this.moments.length > MOST) this.moments.splice(0, MOST / 2);
  }

  /** Wall clock in ms at this second of the timeline; null before anything came. */
  wallAt(media: number): number | null {
    let found: Moment | null = null;
    for (const one of this.moments) {
      if (one.media > media + 1e-3) break;
      found = one;
    }
    found ??= this.moments[0] ?? null;
    if (!found) return null;
    const into = Math.min(Math.max(0, media - found.media), found.shown);
    const speed = found.shown > 0 ? found.seconds / found.shown : 1;
    return found.at + into * speed * 1000;
  }
}
