import { describe, expect, it } from 'vitest';
import {
  corner,
  crossesItself,
  freeZoneId,
  insertCorner,
  middles,
  moveCorner,
  movePolygon,
  MOST,
  removeCorner,
} from '../src/admin/polygon';
import type { Corner } from '../src/api/types';

const square: Corner[] = [[0.2, 0.2], [0.8, 0.2], [0.8, 0.8], [0.2, 0.8]];

describe('zone geometry', () => {
  it('keeps corners within the picture and in fine steps', () => {
    expect(corner(-0.5, 1.2)).toEqual([0, 1]);
    expect(corner(0.123456, 0.5)).toEqual([0.1235, 0.5]);
  });

  it('moves one corner and leaves the given polygon alone', () => {
    const before = JSON.stringify(square);
    expect(moveCorner(square, 2, [0.9, 2])[2]).toEqual([0.9, 1]);
    expect(JSON.stringify(square)).toBe(before);
  });

  it('inserts on an edge, the closing one included, up to the limit', () => {
    expect(insertCorner(square, 0, [0.5, 0.1])[1]).toEqual([0.5, 0.1]);
    expect(insertCorner(square, 3, [0.1, 0.5])[4]).toEqual([0.1, 0.5]);
    const full = Array.from({ length: MOST }, (_, i): Corner => [i / MOST, 0]);
    expect(insertCorner(full.slice(1), 0, [0, 0])).toHaveLength(MOST);
    expect(insertCorner(full, 0, [0, 0])).toHaveLength(MOST);
  });

  it('never removes a corner of a triangle', () => {
    const triangle = removeCorner(square, 0);
    expect(triangle).toEqual(square.slice(1));
    expect(removeCorner(triangle, 0)).toEqual(triangle);
  });

  it('moves the whole and keeps its shape at the edge', () => {
    expect(movePolygon(square, 0.5, -0.5)).toEqual([[0.4, 0], [1, 0], [1, 0.6], [0.4, 0.6]]);
  });

  it('finds the middle of every edge', () => {
    expect(middles(square)).toEqual([[0.5, 0.2], [0.8, 0.5], [0.5, 0.8], [0.2, 0.5]]);
  });

  it('sees edges that cross', () => {
    expect(crossesItself(square)).toBe(false);
    expect(crossesItself([[0, 0], [1, 1], [1, 0], [0, 1]])).toBe(true);
    expect(crossesItself([[0, 0], [1, 0], [0.5, 1]])).toBe(false);
    expect(crossesItself([[0, 0], [1, 0], [1, 1], [0.5, 0.2], [0, 1]])).toBe(false);
  });

  it('names a new zone as no other, in the form of ids', () => {
    expect(freeZoneId('cam-1', new Set(['cam-1-zone-1']))).toBe('cam-1-zone-2');
    expect(freeZoneId('c'.repeat(63), new Set())).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
  });
});
