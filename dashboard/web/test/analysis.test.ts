// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApp, h, type Component } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import AnalysisPage from '../src/analysis/AnalysisPage.vue';
import CameraLoads from '../src/analysis/CameraLoads.vue';
import { blind, coresText, heldBack, hinderedSince, hindranceOf, lostOf, ranked, ratesOf, sharesOf, toneOf } from '../src/analysis/look';
import { activities, omissions, reasons, type Analysis, type CameraLoad } from '../src/api/analysis';
import { i18n, setLanguage } from '../src/i18n';
import { setTimeZone } from '../src/lib/time';
import { aCamera, answer, problem } from './makes';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const nothing = { budget: 0, behind: 0, damaged: 0, 'long-quiet': 0, pace: 0 };

function aLoad(over: Partial<CameraLoad> = {}): CameraLoad {
  return { cameraId: 'gate', activity: 'quiet', reasons: [], capped: false, wantedCores: null, grantedCores: null, decodeSeconds: 5, omitted: nothing, judgedAt: '2026-11-26T01:00:00Z', sight: { hindrance: null, since: null, zones: [] }, ...over };
}

const held = aLoad({ activity: 'active', reasons: ['change', 'viewer'], capped: true, wantedCores: 0.06, grantedCores: 0.02, omitted: { ...nothing, budget: 1_700 } });

function anAnalysis(over: Partial<Analysis> = {}): Analysis {
  return {
    at: '2026-11-26T01:00:00Z', workers: 1, budgetCores: 0.8, keyframeCores: 0.2, activeCores: 0.4, decodedPictures: 1_000, decodedPixels: 230_400_000, brokenPictures: 3,
    replacedKeyframes: 4, omitted: { ...nothing, budget: 1_700 }, wakeUps: { change: 9, sizes: 0, sensor: 0, viewer: 1, rule: 0 }, wakeUpSeconds: 0.75, cameras: [aLoad({ cameraId: 'yard' }), held], ...over,
  };
}

function show(component: Component, props: Record<string, unknown> = {}): HTMLElement {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  createApp({ render: () => h(component, props) }).use(i18n).mount(place);
  return place;
}

const settle = async () => {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setTimeout(resolve));
};
const rows = (place: HTMLElement) => [...place.querySelectorAll<HTMLElement>('[data-testid=camera-load]')];

function serve(analysis: () => Response): void {
  vi.stubGlobal('fetch', (path: string) => {
    if (path.endsWith('/cameras')) return Promise.resolve(answer(200, { items: [aCamera('gate'), aCamera('yard')] }));
    if (path.endsWith('/system')) return Promise.resolve(answer(200, { timeZone: 'Asia/Shanghai' }));
    return Promise.resolve(path.endsWith('/analysis') ? analysis() : problem(404, 'unknown'));
  });
}

beforeEach(() => {
  setLanguage('zh-CN');
  setTimeZone('Asia/Shanghai');
});
afterEach(() => vi.unstubAllGlobals());

describe('codes of the analysis', () => {
  it('are those of the contract', () => {
    const contract = read('../../src/main/resources/openapi/gengfu.yaml');
    const of = (pattern: RegExp) => (pattern.exec(contract)?.[1] ?? '').split(', ').sort();
    expect(of(/\n {4}Omitted:[^]*?required: \[([^\]]+)\]/)).toEqual([...omissions].sort());
    expect(of(/activity:\n +type: string\n +enum: \[([^\]]+)\]/)).toEqual([...activities].sort());
    expect(of(/reasons:\n[^]*?enum: \[([^\]]+)\]/)).toEqual([...reasons].sort());
  });
});

describe('the load', () => {
  it('is a share of the budget, never drawn beyond it', () => {
    expect(sharesOf(anAnalysis())).toEqual({ keyframes: 25, active: 50, all: expect.closeTo(75, 6) as number });
    const over = sharesOf(anAnalysis({ keyframeCores: 0.6, activeCores: 0.6 }));
    expect(over.keyframes + over.active).toBeCloseTo(100, 6);
    expect(over.all).toBeCloseTo(150, 6);
  });

  it('has rates between two answers, and none over a restart', () => {
    const later = anAnalysis({ at: '2026-11-26T01:00:05Z', decodedPictures: 1_100, decodedPixels: 253_440_000 });
    expect(ratesOf(anAnalysis(), later)).toEqual({ pictures: 20, pixels: 4_608_000 });
    expect(ratesOf(null, later)).toBeNull();
    expect(ratesOf(later, anAnalysis({ at: '2026-11-26T01:00:09Z', decodedPixels: 10 }))).toBeNull();
  });

  it('tells who is held back, and lists them first', () => {
    const busy = aLoad({ cameraId: 'busy', activity: 'active', decodeSeconds: 90 });
    const once = aLoad({ cameraId: 'once', omitted: { ...nothing, behind: 2 } });
    expect([held, busy, once, aLoad({ omitted: { ...nothing, pace: 9, 'long-quiet': 9 } })].map(heldBack)).toEqual([true, false, true, false]);
    expect(lostOf(held)).toBe(1_700);
    expect(ranked([once, busy, held]).map((one) => one.cameraId)).toEqual(['gate', 'busy', 'once']);
    expect([held, busy, once, aLoad({ activity: 'long-quiet' })].map(toneOf)).toEqual(['warn', 'ok', 'info', '']);
    expect([0, 0.0421, 0.75].map(coresText)).toEqual(['0.00', '0.042', '0.75']);
  });
});

const stormy = aLoad({ cameraId: 'square', sight: { hindrance: 'noise', since: '2026-11-26T00:40:00Z', zones: [] } });
const leafy = aLoad({
  cameraId: 'park',
  sight: {
    hindrance: null,
    since: null,
    zones: [
      { zoneId: 'pond', hindrance: 'restless', since: '2026-11-26T00:50:00Z' },
      { zoneId: 'lane', hindrance: 'dark', since: '2026-11-26T00:30:00Z' },
    ],
  },
});

describe('what can not be judged', () => {
  it('has its plainest reason and since when, and comes first', () => {
    const learning = aLoad({ sight: { hindrance: 'learning', since: null, zones: [] } });
    expect([stormy, leafy, aLoad(), aLoad({ sight: null })].map(hindranceOf)).toEqual(['noise', 'dark', null, null]);
    expect([stormy, leafy, aLoad()].map(hinderedSince)).toEqual(['2026-11-26T00:40:00Z', '2026-11-26T00:30:00Z', null]);
    expect([stormy, leafy, learning, aLoad()].map(blind)).toEqual([true, true, false, false]);
    expect(ranked([held, learning, stormy]).map((one) => one.cameraId)[0]).toBe('square');
  });

  it('is said in the table with the zones and what to do, in both languages', async () => {
    const cells = () => Object.fromEntries(rows(place).map((row) => [row.dataset.id, row.querySelector<HTMLElement>('[data-testid=sight]')!]));
    let place = show(CameraLoads, { cameras: [aLoad({ cameraId: 'yard' }), aLoad({ cameraId: 'off', sight: null }), stormy, leafy], names: new Map() });
    expect(cells().square!.textContent).toContain('噪点太多或雨雪太大');
    expect(cells().square!.textContent).toContain('自 08:40');
    expect(cells().square!.textContent).toContain('请增加照明');
    expect(cells().park!.textContent).toContain('仅区域 pond、lane');
    expect(cells().yard!.textContent).toContain('能');
    expect(cells().off!.textContent).toContain('没有区域');
    place.querySelector<HTMLInputElement>('[data-testid=blind-only]')!.click();
    await settle();
    expect(rows(place).map((row) => row.dataset.id)).toEqual(['park', 'square']);
    setLanguage('en');
    place = show(CameraLoads, { cameras: [stormy], names: new Map() });
    expect(cells().square!.textContent).toContain('Too much noise, rain or snow');
  });
});

describe('the table of cameras', () => {
  it('says what each is given and why, and shows those held back alone', async () => {
    const place = show(CameraLoads, { cameras: anAnalysis().cameras, names: new Map([['gate', '村口']]) });
    expect(rows(place).map((row) => row.dataset.id)).toEqual(['gate', 'yard']);
    expect(rows(place)[0]!.textContent).toContain('帧率已降低');
    expect(rows(place)[0]!.textContent).toContain('画面有变化、有人在看');
    expect(rows(place)[0]!.textContent).toContain('0.020 / 0.060');
    expect(rows(place)[0]!.textContent).toContain('预算用满 1,700');
    expect(rows(place)[1]!.textContent).toContain('没有动静');
    place.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
    await settle();
    expect(rows(place).map((row) => row.dataset.id)).toEqual(['gate']);
  });
});

describe('the page of the analysis', () => {
  const verdict = (place: HTMLElement) => place.querySelector('[data-testid=analysis-verdict]')!.textContent;

  it('says that the budget is used up, what to do, and counts what was left out', async () => {
    serve(() => answer(200, anAnalysis()));
    const place = show(AnalysisPage);
    await settle();
    expect(verdict(place)).toContain('1 路摄像头降低了帧率');
    expect(verdict(place)).toContain('analysis.decodePercent');
    expect(place.querySelector('[data-reason=budget] b')!.textContent).toBe('1,700');
    expect(place.querySelector('[data-testid=analysis-count]')!.textContent).toContain('1 路正在逐帧分析');
  });

  it('counts those that can not be judged', async () => {
    serve(() => answer(200, anAnalysis({ cameras: [aLoad(), stormy, leafy] })));
    const place = show(AnalysisPage);
    await settle();
    expect(place.querySelector('[data-testid=analysis-blind]')!.textContent).toBe('2 路无法判断');
  });

  it('says that it is enough', async () => {
    serve(() => answer(200, anAnalysis({ cameras: [aLoad()] })));
    const place = show(AnalysisPage);
    await settle();
    expect(verdict(place)).toContain('解码预算够用');
  });

  it('says when the server can not be asked', async () => {
    serve(() => problem(503, 'unavailable'));
    const place = show(AnalysisPage);
    await settle();
    expect(place.querySelector('[role=alert]')!.textContent).toContain('暂时不可用');
  });
});
