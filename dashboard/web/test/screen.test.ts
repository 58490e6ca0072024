// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { boundsOf, pathOf, placesOf, projectionAt } from '../src/map/projection';
import { moved, wholeView, zoomed } from '../src/map/view';
import { legendLines, trendOf } from '../src/screen/trend';
import { columnsAcross, columnsFor, needsAttention, ordered } from '../src/screen/wall';
import { aCamera } from './makes';

describe('the camera wall', () => {
  it('shows cases first, then what is broken, then the rest by number, switched-off ones last', () => {
    const states = { 'cam-1': 'disabled', 'cam-2': 'streaming', 'cam-10': 'streaming', 'cam-3': 'refused', 'cam-4': 'streaming' } as const;
    const cameras = Object.keys(states).map(aCamera);
    const got = ordered(cameras, (id) => states[id as keyof typeof states], (id) => (id === 'cam-4' ? 1 : 0));
    expect(got.map((one) => one.id)).toEqual(['cam-4', 'cam-3', 'cam-2', 'cam-10', 'cam-1']);
  });

  it('knows what needs attention', () => {
    expect(needsAttention('streaming', 0)).toBe(false);
    expect(needsAttention('streaming', 1)).toBe(true);
    expect(needsAttention('unauthorised', 0)).toBe(true);
    expect(needsAttention('disabled', 0)).toBe(false);
  });

  it('makes tiles as large as the field allows', () => {
    expect(columnsFor(1, 100, 100)).toBe(1);
    expect(columnsFor(4, 1600, 900)).toBe(2);
    const columns = columnsFor(84, 980, 480);
    expect(columns * Math.ceil(84 / columns)).toBeGreaterThanOrEqual(84);
    expect(columns).toBe(10);
  });

  it('keeps tiles large enough for a finger where the page is one column', () => {
    expect(columnsAcross('all', 350)).toBe(4);
    expect(columnsAcross('attention', 100)).toBe(2);
    expect(columnsAcross('large', 350)).toBe(2);
    expect(columnsAcross('large', 100)).toBe(1);
  });
});

describe('the trend', () => {
  it('makes room for a legend of several lines', () => {
    expect(legendLines([], 10, 2)).toBe(1);
    expect(legendLines(['车辆乱停', '偷倒垃圾'], 12, 2)).toBe(1);
    expect(legendLines(['车辆乱停', '偷倒垃圾'], 11, 2)).toBe(2);
    expect(legendLines(['Parking', 'Dumping', 'Flooding'], 13, 2)).toBe(2);
    expect(legendLines(['wider than all', 'x'], 3, 2)).toBe(2);
  });

  const now = Date.parse('2026-11-22T08:30:00Z');

  it('fills empty hours and keeps types apart', () => {
    const got = trendOf(
      [
        { start: '2026-11-22T08:00:00Z', type: 'illegal-parking', opened: 2 },
        { start: '2026-11-22T07:00:00Z', type: 'illegal-dumping', opened: 1 },
        { start: '2026-11-20T07:00:00Z', type: 'illegal-dumping', opened: 9 },
      ],
      now,
    );
    expect(got.starts).toHaveLength(24);
    expect(got.series['illegal-parking'].at(-1)).toBe(2);
    expect(got.series['illegal-dumping'].at(-2)).toBe(1);
    expect(got.total).toBe(3);
  });
});

describe('the map', () => {
  const on = projectionAt({ longitude: 120, latitude: 30 });

  it('is true to scale around the village, north up', () => {
    expect(on.y(30.001)).toBeCloseTo(-111.32, 1);
    expect(on.x(120.001)).toBeCloseTo(96.4, 1);
  });

  it('draws areas closed and lines open, and finds their bounds', () => {
    const area = { type: 'Polygon' as const, coordinates: [[[120, 30], [120.001, 30], [120.001, 30.001]] as [number, number][]] };
    expect(pathOf(area, on)).toBe('M0.0 0.0L96.4 0.0L96.4 -111.3Z');
    expect(pathOf({ type: 'Point', coordinates: [120, 30] }, on)).toBe('');
    const places = placesOf([{ type: 'Feature', properties: null, geometry: area }]);
    expect(boundsOf(places, on)).toMatchObject({ left: 0, bottom: 0 });
    expect(boundsOf([], on)).toBeNull();
  });

  it('zooms about the pointer and never leaves the village', () => {
    const whole = wholeView({ left: 0, top: 0, right: 100, bottom: 50 }, 2);
    const near = zoomed(whole, whole, 2, 0, 0);
    expect([near.x, near.y, near.width]).toEqual([whole.x, whole.y, whole.width / 2]);
    expect(zoomed(near, whole, 0.1, 0.5, 0.5)).toEqual(whole);
    expect(zoomed(whole, whole, 1000, 0.5, 0.5).width).toBe(whole.width / 8);
    expect(moved(near, whole, -1000, 1000)).toMatchObject({ x: whole.x, y: whole.y + whole.height - near.height });
  });
});
