/** Geometry of the zone editor: corners [x, y] in the picture, 0 to 1. Pure; nothing is changed in place. */
import type { Corner } from '../api/types';

/** An outline as it is drawn over a picture. */
export interface Shape {
  key: number;
  polygon: Corner[];
  kind: string;
  name: string;
  enabled: boolean;
}

export const FEWEST = 3;
export const MOST = 64;

/** Within the picture, in steps of a ten-thousandth. */
export function clamp(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

export function corner(x: number, y: number): Corner {
  return [clamp(x), clamp(y)];
}

export function moveCorner(polygon: readonly Corner[], at: number, to: Corner): Corner[] {
  return polygon.map((one, i) => (i === at ? corner(to[0], to[1]) : one));
}

/** A new corner on the edge that begins at corner `edge`; unchanged where there are enough already. */
export function insertCorner(polygon: readonly Corner[], edge: number, at: Corner): Corner[] {
  if (polygon.length >= MOST) return [...polygon];
  return [...polygon.slice(0, edge + 1), corner(at[0], at[1]), ...polygon.slice(edge + 1)];
}

/** Unchanged where a triangle would lose a corner. */
export function removeCorner(polygon: readonly Corner[], at: number): Corner[] {
  return polygon.length <= FEWEST ? [...polygon] : polygon.filter((_, i) => i !== at);
}

/** The whole polygon moved, its shape kept: it stops at the picture's edge. */
export function movePolygon(polygon: readonly Corner[], dx: number, dy: number): Corner[] {
  const xs = polygon.map(([x]) => x);
  const ys = polygon.map(([, y]) => y);
  const stepX = Math.min(1 - Math.max(...xs), Math.max(-Math.min(...xs), dx));
  const stepY = Math.min(1 - Math.max(...ys), Math.max(-Math.min(...ys), dy));
  return polygon.map(([x, y]) => corner(x + stepX, y + stepY));
}

/** The middle of each edge, in the order of the corners that begin them. */
export function middles(polygon: readonly Corner[]): Corner[] {
  return polygon.map((from, i) => {
    const to = polygon[(i + 1) % polygon.length] ?? from;
    return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  });
}

function turn(a: Corner, b: Corner, c: Corner): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}

function cross(a: Corner, b: Corner, c: Corner, d: Corner): boolean {
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

/** Whether edges cross, which makes an area that nobody means. */
export function crossesItself(polygon: readonly Corner[]): boolean {
  const count = polygon.length;
  for (let i = 0; i < count; i++) {
    for (let j = i + 2; j < count; j++) {
      if (i === 0 && j === count - 1) continue;
      const [a, b] = [polygon[i], polygon[(i + 1) % count]];
      const [c, d] = [polygon[j], polygon[(j + 1) % count]];
      if (a && b && c && d && cross(a, b, c, d)) return true;
    }
  }
  return false;
}

/** An id for a camera's next zone that is not taken. */
export function freeZoneId(cameraId: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const id = `${cameraId.slice(0, 55)}-zone-${n}`;
    if (!taken.has(id)) return id;
  }
}
