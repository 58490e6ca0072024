// @vitest-environment happy-dom
import { createApp, h, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useZones } from '../src/admin/useZones';
import type { PastEpisode, Replay, ReplayOutcome } from '../src/api/replays';
import { i18n, setLanguage } from '../src/i18n';
import { inputTime, momentOf, setTimeZone } from '../src/lib/time';
import { counts, lastHours, percent, stillOf, unrecorded, wrongTime } from '../src/replay/look';
import ReplayPanel from '../src/replay/ReplayPanel.vue';
import { answer, problem } from './makes';

const HOUR = 3_600_000;

function episode(over: Partial<PastEpisode> = {}): PastEpisode {
  return { severity: 'high', onset: '2026-03-01T08:00:00Z', raisedAt: '2026-03-01T08:05:00Z', clearedAt: '2026-03-01T08:20:00Z', box: { x: 0.1, y: 0.2, width: 0.3, height: 0.2 }, value: null, still: 1, ...over };
}

function outcome(over: Partial<ReplayOutcome> = {}): ReplayOutcome {
  return { verdict: 'new', type: 'illegal-parking', zoneId: 'gate-1', metric: null, tried: episode(), inForce: null, caseIds: [], ...over };
}

function aReplay(over: Partial<Replay> = {}): Replay {
  return {
    id: 'm1-1',
    cameraId: 'gate',
    sensorId: null,
    from: '2026-03-01T00:00:00Z',
    to: '2026-03-01T08:00:00Z',
    account: 'admin',
    askedAt: '2026-03-01T08:00:00Z',
    state: 'running',
    reached: '2026-03-01T02:00:00Z',
    share: 0.2599,
    judged: 3600,
    broken: 0,
    gaps: [],
    unrecordedSeconds: 0,
    outcomes: [],
    otherCaseIds: [],
    cut: false,
    failure: null,
    ...over,
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const at = <T extends HTMLElement>(place: ParentNode, id: string) => place.querySelector<T>(`[data-testid=${id}]`);
const trial = () => ({ cameraId: 'gate', zones: [{ id: 'gate-1', dwellSeconds: 60 }] });

function show(component: Component, props: Record<string, unknown>): { place: HTMLElement; end: () => void } {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { render: () => null } }] });
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const app = createApp({ render: () => h(component, props) });
  app.use(i18n).use(router).mount(place);
  return { place, end: () => app.unmount() };
}

/** Answers by the end of the path, the last answer of each for ever. */
function server(answers: Record<string, (() => Response)[]>) {
  const fetched = vi.fn(async (path: string, _request: RequestInit) => {
    const key = Object.keys(answers).find((one) => path.endsWith(one));
    const list = key ? answers[key]! : [];
    const next = list.length > 1 ? list.shift() : list[0];
    return next ? next() : problem(404, 'unknown');
  });
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

const system = [() => answer(200, { timeZone: 'Asia/Shanghai' })];

beforeEach(() => {
  setLanguage('zh-CN');
  setTimeZone('Asia/Shanghai');
  vi.useFakeTimers({ now: Date.parse('2026-03-01T08:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the time of a trial', () => {
  it('is entered in the village\'s time', () => {
    const moment = Date.parse('2026-03-01T08:05:00Z');
    expect(inputTime(moment)).toBe('2026-03-01T16:05');
    expect(momentOf('2026-03-01T16:05')).toBe(moment);
    expect(momentOf('')).toBeNaN();
  });

  it('lies in the past, is no longer than may be, and has a begin before its end', () => {
    const now = Date.parse('2026-03-01T08:00:00Z');
    const day = lastHours(24, now);
    expect(wrongTime(day.from, day.to, 24, now)).toBe('');
    expect(wrongTime(day.from - HOUR, day.to, 24, now)).toBe('replay.longest');
    expect(wrongTime(day.to, day.from, 24, now)).toBe('replay.badTime');
    expect(wrongTime(now + HOUR, now + 2 * HOUR, 24, now)).toBe('replay.badTime');
    expect(wrongTime(Number.NaN, day.to, 24, now)).toBe('replay.badTime');
  });
});

describe('what a trial found', () => {
  it('is counted by what the change makes of it', () => {
    expect(counts([outcome(), outcome({ verdict: 'same' }), outcome({ verdict: 'new' })])).toEqual({ new: 2, gone: 0, same: 1 });
  });

  it('is shown by the picture of the changed rules, else of those in force', () => {
    expect(stillOf(outcome({ tried: episode({ still: 4 }), inForce: episode({ still: 3 }) }))).toBe(4);
    expect(stillOf(outcome({ tried: episode({ still: null }), inForce: episode({ still: 3 }) }))).toBe(3);
    expect(stillOf(outcome({ tried: null, inForce: episode({ still: null }) }))).toBeNull();
  });

  it('is never said to be all before it is', () => {
    expect(percent(aReplay({ share: 0.9999 }))).toBe(99);
    expect(percent(aReplay({ share: 1, state: 'done' }))).toBe(100);
  });

  it('is nothing where nothing is recorded', () => {
    expect(unrecorded(aReplay({ unrecordedSeconds: 8 * 3600 }))).toBe(true);
    expect(unrecorded(aReplay({ unrecordedSeconds: 3600 }))).toBe(false);
  });
});

describe('the panel', () => {
  it('begins a trial with what is drawn now, follows it and shows what it would have raised', async () => {
    const done = aReplay({
      state: 'done',
      share: 1,
      unrecordedSeconds: 600,
      gaps: [{ from: '2026-03-01T01:00:00Z', to: '2026-03-01T01:10:00Z' }],
      outcomes: [outcome({ caseIds: [12] }), outcome({ verdict: 'gone', tried: null, inForce: episode({ still: null, clearedAt: null }) })],
      otherCaseIds: [13],
    });
    const fetched = server({ '/system': system, '/api/v1/replays': [() => answer(200, { items: [] })], '/cameras/gate/replays': [() => answer(201, aReplay())], '/replays/m1-1': [() => answer(200, aReplay()), () => answer(200, done)] });
    const { place } = show(ReplayPanel, { trial, name: '村口', names: new Map([['gate-1', '消防通道']]) });
    await settle();
    expect(at<HTMLInputElement>(place, 'replay-from')!.value).toBe('2026-02-28T16:00');
    expect(at<HTMLInputElement>(place, 'replay-to')!.value).toBe('2026-03-01T16:00');
    at(place, 'replay-start')!.click();
    await settle();
    const sent = fetched.mock.calls.find(([path]) => String(path).endsWith('/cameras/gate/replays'))!;
    expect(JSON.parse(sent[1].body as string)).toEqual({ from: '2026-02-28T08:00:00.000Z', to: '2026-03-01T08:00:00.000Z', zones: trial().zones });
    expect(at(place, 'replay-state')!.dataset.state).toBe('running');
    expect(place.textContent).toContain('已完成 25%');
    await vi.advanceTimersByTimeAsync(2100);
    expect(at(place, 'replay-state')!.dataset.state).toBe('done');
    const rows = [...place.querySelectorAll<HTMLElement>('[data-testid=replay-outcome]')];
    expect(rows.map((one) => one.dataset.verdict)).toEqual(['new', 'gone']);
    expect(rows[0]!.textContent).toContain('车辆乱停');
    expect(rows[0]!.textContent).toContain('消防通道');
    expect(rows[0]!.textContent).toContain('#12');
    expect(rows[0]!.querySelector('img')!.getAttribute('src')).toBe('/api/v1/replays/m1-1/still?number=1');
    expect(rows[1]!.textContent).toContain('不触发');
    expect(rows[1]!.textContent).toContain('到时段结束仍未解除');
    expect(rows[1]!.querySelector('img')).toBeNull();
    expect(at(place, 'replay-gaps')!.textContent).toContain('10 分');
    expect(place.textContent).toContain('#13');
    const calls = fetched.mock.calls.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(fetched.mock.calls.length, 'nobody asks for what is over').toBe(calls);
  });

  it('asks nothing of the hub for a time that can\'t be', async () => {
    const fetched = server({ '/system': system, '/api/v1/replays': [() => answer(200, { items: [] })] });
    const { place } = show(ReplayPanel, { trial, name: '村口', names: new Map() });
    await settle();
    const from = at<HTMLInputElement>(place, 'replay-from')!;
    from.value = '2026-02-20T00:00';
    from.dispatchEvent(new Event('input'));
    at(place, 'replay-start')!.click();
    await settle();
    expect(place.querySelector('[role=alert]')!.textContent).toContain('24');
    expect(fetched.mock.calls.filter(([, request]) => request.method === 'POST')).toEqual([]);
  });

  it('goes on with the trial that runs, and stops it', async () => {
    const fetched = server({
      '/system': system,
      '/api/v1/replays': [() => answer(200, { items: [aReplay()] })],
      '/replays/m1-1/cancel': [() => answer(200, aReplay({ state: 'cancelled', outcomes: [outcome()] }))],
      '/replays/m1-1': [() => answer(200, aReplay())],
    });
    const { place, end } = show(ReplayPanel, { trial, name: '村口', names: new Map() });
    await settle();
    at(place, 'replay-cancel')!.click();
    await settle();
    expect(at(place, 'replay-state')!.dataset.state).toBe('cancelled');
    expect(place.querySelectorAll('[data-testid=replay-outcome]')).toHaveLength(1);
    at(place, 'replay-again')!.click();
    await settle();
    expect(at(place, 'replay-start')).not.toBeNull();
    end();
    const calls = fetched.mock.calls.length;
    await vi.advanceTimersByTimeAsync(5000);
    expect(fetched.mock.calls.length).toBe(calls);
  });

  it('says plainly that a restart has lost it, and waits for a hub that is away', async () => {
    server({
      '/system': system,
      '/api/v1/replays': [() => answer(200, { items: [aReplay()] })],
      '/replays/m1-1': [() => answer(200, aReplay()), () => problem(503, 'unavailable'), () => answer(200, aReplay({ share: 0.5 })), () => problem(410, 'replay-lost')],
    });
    const { place } = show(ReplayPanel, { trial, name: '村口', names: new Map() });
    await settle();
    await vi.advanceTimersByTimeAsync(1000);
    expect(at(place, 'replay-state')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1000);
    expect(place.textContent).toContain('50%');
    await vi.advanceTimersByTimeAsync(1000);
    expect(place.querySelector('[role=alert]')!.textContent).toContain('重启');
    expect(at(place, 'replay-start'), 'and it can be tried again').not.toBeNull();
  });

  it('says that enough wait already', async () => {
    server({ '/system': system, '/cameras/gate/replays': [() => problem(409, 'too-many-replays')], '/api/v1/replays': [() => answer(200, { items: [] })] });
    const { place } = show(ReplayPanel, { trial, name: '村口', names: new Map() });
    await settle();
    at(place, 'replay-start')!.click();
    await settle();
    expect(place.querySelector('[role=alert]')!.textContent).toContain('3 个');
  });
});

describe('the zones that are tried', () => {
  it('are all of the picture as drawn now, the edited one enabled', async () => {
    const zone = { id: 'gate-1', cameraId: 'gate', name: 'a', kind: 'no-parking', polygon: [[0, 0], [1, 0], [1, 1]], dwellSeconds: 60, severity: 'low', enabled: false, subject: 'vehicle', hours: [], graceSeconds: 0, fireLane: false, queueTolerated: false, version: 2 };
    const other = { ...zone, id: 'gate-2' };
    server({ '/cameras/gate': [() => answer(200, { id: 'gate', name: 'Gate' }, { ETag: '"1"' })], '/zones': [() => answer(200, { items: [zone, other, { ...zone, id: 'z', cameraId: 'yard' }] })] });
    const zones = useZones('gate');
    await zones.load();
    zones.change({ dwellSeconds: 90 });
    const tried = zones.trial();
    expect(tried.cameraId).toBe('gate');
    expect(tried.zones).toHaveLength(2);
    expect(tried.zones[0]).toMatchObject({ id: 'gate-1', dwellSeconds: 90, enabled: true });
    expect(tried.zones[1]).toMatchObject({ id: 'gate-2', enabled: false });
    expect(zones.drafts.value[0]!.zone.enabled, 'the draft itself stays').toBe(false);
  });
});
