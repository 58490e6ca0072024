import { describe, expect, it } from 'vitest';
import { Cushion, LEAST_CUSHION, stepAtEdge } from '../src/live/edge';
import { codecOf, LiveReader, playableCodecs, showsNothing, streamFor } from '../src/live/messages';
import { nextDue } from '../src/live/snapshots';

describe('the live edge', () => {
  const CUSHION = LEAST_CUSHION;

  it('does nothing without a picture', () => {
    expect(stepAtEdge([], 0, CUSHION)).toEqual({ seekTo: null, rate: 1, trimBefore: null });
  });

  it('stays when it is near the end', () => {
    expect(stepAtEdge([{ start: 0, end: 5 }], 4.8, CUSHION)).toEqual({ seekTo: null, rate: 1, trimBefore: null });
  });

  it('hurries a little when it lags, and jumps when it lags much', () => {
    expect(stepAtEdge([{ start: 0, end: 10 }], 9.5, CUSHION).rate).toBeGreaterThan(1);
    const jump = stepAtEdge([{ start: 0, end: 10 }], 5, CUSHION);
    expect(jump).toMatchObject({ seekTo: 10 - CUSHION, rate: 1 });
  });

  it('jumps out of a hole and over a gap into the last range', () => {
    expect(stepAtEdge([{ start: 20, end: 20.1 }], 0, CUSHION).seekTo).toBe(20);
    expect(stepAtEdge([{ start: 0, end: 4 }, { start: 6, end: 8 }], 3.9, CUSHION).seekTo).toBe(8 - CUSHION);
    expect(stepAtEdge([{ start: 0, end: 4 }], 9, CUSHION).seekTo).toBe(4 - CUSHION);
  });

  it('forgets what was seen long ago', () => {
    expect(stepAtEdge([{ start: 0, end: 29 }], 28.9, CUSHION).trimBefore).toBeNull();
    expect(stepAtEdge([{ start: 0, end: 40 }], 39.9, CUSHION).trimBefore).toBeCloseTo(29.9);
  });

  it('keeps more in hand after stalls, and less again when all is calm', () => {
    const cushion = new Cushion();
    expect(cushion.at(0)).toBe(LEAST_CUSHION);
    cushion.stalled(1000);
    const more = cushion.at(1000);
    expect(more).toBeGreaterThan(LEAST_CUSHION);
    for (let n = 0; n < 50; n++) cushion.stalled(2000);
    expect(cushion.at(2000)).toBeLessThanOrEqual(1.5);
    expect(cushion.at(20_000)).toBe(cushion.at(2000));
    let now = 2000;
    for (let n = 0; n < 100; n++) cushion.at((now += 21_000));
    expect(cushion.at(now)).toBe(LEAST_CUSHION);
  });
});

describe('the live socket', () => {
  const bytes = () => new ArrayBuffer(4);
  const announce = (mimeType: string) => JSON.stringify({ mimeType });

  it('tells the initialisation segment from fragments', () => {
    const reader = new LiveReader();
    expect(reader.read(bytes()).kind).toBe('ignored');
    expect(reader.read(announce('video/mp4; codecs="avc1.64001f"')).kind).toBe('format');
    expect(reader.read(bytes())).toMatchObject({ kind: 'init', mimeType: 'video/mp4; codecs="avc1.64001f"' });
    expect(reader.read(bytes()).kind).toBe('fragment');
  });

  it('takes a new format in the middle', () => {
    const reader = new LiveReader();
    reader.read(announce('video/mp4; codecs="avc1.64001f"'));
    reader.read(bytes());
    reader.read(bytes());
    reader.read(announce('video/mp4; codecs="avc1.4d0028"'));
    expect(reader.read(bytes())).toMatchObject({ kind: 'init', mimeType: 'video/mp4; codecs="avc1.4d0028"' });
  });

  it('hears what is shown, and why', () => {
    const reader = new LiveReader();
    const said = { stream: 'main', transcoded: true, codec: 'h265', reason: 'transcoded', silent: null };
    expect(reader.read(JSON.stringify(said))).toEqual({ kind: 'note', note: said });
    expect(reader.read(JSON.stringify({ ...said, reason: 'of another version' }))).toMatchObject({
      note: { reason: null },
    });
    expect(reader.read(JSON.stringify({ ...said, silent: 'pcma' }))).toMatchObject({ note: { silent: 'pcma' } });
    expect(reader.read(JSON.stringify({ ...said, silent: 3 }))).toMatchObject({ note: { silent: null } });
    expect(reader.read(JSON.stringify({ ...said, stream: 3 })).kind).toBe('ignored');
    const note = { stream: 'sub', transcoded: false, codec: 'h265', silent: null } as const;
    expect(showsNothing(null)).toBe(false);
    expect(showsNothing({ ...note, reason: 'other-stream' })).toBe(false);
    expect(showsNothing({ ...note, reason: 'busy' })).toBe(true);
    expect(showsNothing({ ...note, reason: 'undecodable' })).toBe(true);
  });

  it('tells what the browser can play and how big the picture is', () => {
    expect(playableCodecs(() => false)).toBe('h264');
    expect(playableCodecs((type) => type.includes('hvc1'))).toBe('h264,h265');
    expect(streamFor(320, 1)).toBe('sub');
    expect(streamFor(320, 3)).toBe('main');
    expect(streamFor(1280, 1)).toBe('main');
    expect(streamFor(0, 1)).toBe('main');
  });

  it('ignores text that it does not know', () => {
    const reader = new LiveReader();
    expect(reader.read('{').kind).toBe('ignored');
    expect(reader.read('{"mimeType": 3}').kind).toBe('ignored');
  });

  it('reads the codec', () => {
    expect(codecOf('video/mp4; codecs="hvc1.1.6.L93"')).toBe('hvc1.1.6.L93');
    expect(codecOf('video/mp4; codecs=avc1.42e01e')).toBe('avc1.42e01e');
  });
});

describe('snapshots', () => {
  const want = (id: string, everyMs = 1000, width = 160) => ({ id, everyMs, width });
  const asked = (at: number, width = 160) => ({ at, width });

  it('begin with what was never asked for', () => {
    expect(nextDue([want('a'), want('b')], new Map([['a', asked(0)]]), new Set(), 9999)?.id).toBe('b');
  });

  it('take the most overdue, by its own pace', () => {
    const before = new Map([['slow', asked(0)], ['fast', asked(3000)]]);
    expect(nextDue([want('slow', 5000), want('fast', 500)], before, new Set(), 6000)?.id).toBe('fast');
  });

  it('leave out what is fresh or under way', () => {
    const before = new Map([['a', asked(9500)]]);
    expect(nextDue([want('a'), want('b')], before, new Set(['b']), 10_000)).toBeNull();
  });

  it('ask again at once for a finer picture', () => {
    expect(nextDue([want('a', 1000, 640)], new Map([['a', asked(9999, 160)]]), new Set(), 10_000)?.id).toBe('a');
  });
});
