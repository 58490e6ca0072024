/** The trend's series: a value an hour for each type, zeros filled in. Pure. */
import { caseTypes, type TrendPoint, type VillageCaseType } from '../api/types';

const HOUR = 3_600_000;

export interface Trend {
  starts: number[];
  series: Record<VillageCaseType, number[]>;
  total: number;
}

export function trendOf(points: readonly TrendPoint[], now: number, hours = 24): Trend {
  const last = Math.floor(now / HOUR) * HOUR;
  const starts = Array.from({ length: hours }, (_, i) => last - (hours - 1 - i) * HOUR);
  const series = Object.fromEntries(caseTypes.map((type) => [type, starts.map(() => 0)])) as Trend['series'];
  let total = 0;
  for (const point of points) {
    const at = Math.floor((Date.parse(point.start) - (starts[0] ?? 0)) / HOUR);
    const row = series[point.type];
    if (at < 0 || at >= hours || !row) continue;
    row[at] = (row[at] ?? 0) + point.opened;
    total += point.opened;
  }
  return { starts, series, total };
}

/**
 * Lines that a legend of these names takes, each filled from the left.
 *
 * @param width of the legend, in the text's em; `mark` of what stands beside each name and after it
 */
export function legendLines(names: readonly string[], width: number, mark: number): number {
  let lines = 1;
  let used = 0;
  for (const name of names) {
    const wide = mark + [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.6), 0);
    if (used > 0 && used + wide > width) {
      lines++;
      used = 0;
    }
    used += wide;
  }
  return lines;
}
