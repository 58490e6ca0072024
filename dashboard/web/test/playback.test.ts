import { describe, expect, it } from 'vitest';
import { ClockMap } from '../src/playback/clockMap';
import { PlaybackReader, type Moment } from '../src/playback/protocol';
import { DAY, lengthOf, neighbour, pan, placeOf, reveal, SHORTEST, ticks, zoom } from '../src/playback/window';

const bytes = new ArrayBuffer(4);
const at = '2026-03-01T08:00:00Z';

function moment(change: Partial<Moment>): Moment {
  return { at: Date.parse(at), seconds: 0.4, media: 0, shown: 0.4, speed: 1, jump: false, ...change };
}

describe('the playback socket', () => {
  it('brings a segment behind its type and a fragment behind its moment', () => {
    const reader = new PlaybackReader();
    expect(reader.read('{"mimeType":"video/mp4"}')).toEqual({ kind: 'format', mimeType: 'video/mp4' });
    expect(reader.read(bytes)).toEqual({ kind: 'init', mimeType: 'video/mp4', bytes });
    const text = JSON.stringify({ at, seconds: 6.4, media: 1.5, shown: 0.4, speed: 16, jump: true });
    expect(reader.read(text).kind).toBe('ignored');
    expect(reader.read(bytes)).toEqual({
      kind: 'fragment',
      moment: { at: Date.parse(at), seconds: 6.4, media: 1.5, shown: 0.4, speed: 16, jump: true },
      bytes,
    });
    expect(reader.read(bytes).kind, 'a fragment of unknown time').toBe('ignored');
  });

  it('tells of gaps, of the end, and of failure; knows no other messages', () => {
    const reader = new PlaybackReader();
    expect(reader.read(`{"gap":{"from":"${at}","to":"2026-03-01T08:01:00Z"}}`)).toEqual({
      kind: 'gap',
      from: Date.parse(at),
      to: Date.parse(at) + 60_000,
    });
    expect(reader.read('{"edge":true}')).toEqual({ kind: 'edge' });
    expect(reader.read('{"failed":"no"}')).toEqual({ kind: 'failed' });
    expect(reader.read('{"silent":"pcma"}')).toEqual({ kind: 'silent', codec: 'pcma' });
    expect(reader.read('{"silent":null}')).toEqual({ kind: 'silent', codec: null });
    expect(reader.read('{"news":1}')).toEqual({ kind: 'ignored' });
    expect(reader.read('rubbish')).toEqual({ kind: 'ignored' });
  });
});

describe('the time of what is seen', () => {
  it('follows the moments, as fast as each runs', () => {
    const map = new ClockMap();
    expect(map.wallAt(3)).toBeNull();
    map.add(moment({ media: 0, shown: 0.5, seconds: 0.5 }));
    map.add(moment({ at: Date.parse(at) + 3_600_000, media: 0.5, shown: 0.5, seconds: 8, speed: 16 }));
    expect(map.wallAt(0.25)).toBe(Date.parse(at) + 250);
    expect(map.wallAt(0.75)).toBe(Date.parse(at) + 3_600_000 + 4_000);
    expect(map.wallAt(99), 'no further than what was sent').toBe(Date.parse(at) + 3_600_000 + 8_000);
    map.clear();
    expect(map.wallAt(0)).toBeNull();
  });

  it('forgets what is long past', () => {
    const map = new ClockMap();
    for (let i = 0; i < 5_000; i++) map.add(moment({ media: i * 0.4, at: i * 400 }));
    expect(map.wallAt(4_999 * 0.4)).toBeCloseTo(4_999 * 400);
    expect(map.wallAt(4_500 * 0.4)).toBeCloseTo(4_500 * 400);
  });
});

describe('the timeline', () => {
  const day = { from: 0, to: DAY };

  it('zooms around a moment and stays within the day', () => {
    const near = zoom(day, 0.5, DAY / 4, day);
    expect(lengthOf(near)).toBe(DAY / 2);
    expect(placeOf(DAY / 4, near)).toBeCloseTo(0.25);
    expect(zoom(near, 10, DAY / 4, day)).toEqual(day);
    let finest = day;
    for (let i = 0; i < 40; i++) finest = zoom(finest, 0.5, DAY, day);
    expect(lengthOf(finest)).toBe(SHORTEST);
    expect(finest.to).toBe(DAY);
  });

  it('moves aside as far as the day goes', () => {
    const hour = { from: 0, to: 3_600_000 };
    expect(pan(hour, -1_000, day)).toEqual(hour);
    expect(pan(hour, DAY, day).to).toBe(DAY);
    expect(reveal(hour, 1_800_000, day)).toBe(hour);
    const moved = reveal(hour, 7_200_000, day);
    expect(placeOf(7_200_000, moved)).toBeCloseTo(1 / 3);
  });

  it('marks round times, no more than fit', () => {
    expect(ticks(day, 0, 24)).toHaveLength(25);
    expect(ticks({ from: 90_500, to: 150_500 }, 0, 6)).toEqual([100_000, 110_000, 120_000, 130_000, 140_000, 150_000]);
    for (const most of [3, 5, 8, 13]) expect(ticks(day, 0, most).length).toBeLessThanOrEqual(most + 1);
  });

  it('finds the case before and behind', () => {
    const onsets = [50_000, 10_000, 90_000];
    expect(neighbour(onsets, 50_200, true)).toBe(90_000);
    expect(neighbour(onsets, 50_200, false), 'not the one where we are').toBe(10_000);
    expect(neighbour(onsets, 95_000, true)).toBeNull();
    expect(neighbour([], 0, false)).toBeNull();
  });
});
