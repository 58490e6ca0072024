// @vitest-environment happy-dom
import { createApp, h, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CameraRecording, Protection, RecordingDisk, Viewing } from '../src/api/recording';
import { i18n, setLanguage } from '../src/i18n';
import { setTimeZone } from '../src/lib/time';
import ProtectBox from '../src/playback/ProtectBox.vue';
import CameraRecordings from '../src/storage/CameraRecordings.vue';
import DiskCard from '../src/storage/DiskCard.vue';
import { ails, bytesText, cameraOf, deedOf, roomFor, toneOfCamera, usedOf, verdictOf } from '../src/storage/look';
import ProtectionList from '../src/storage/ProtectionList.vue';
import StoragePage from '../src/storage/StoragePage.vue';
import ViewingsPage from '../src/storage/ViewingsPage.vue';
import { aCamera, answer, problem } from './makes';

const blank = { render: () => null };

function show(component: Component, props: Record<string, unknown> = {}): HTMLElement {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const on = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: blank }] });
  createApp({ render: () => h(component, props) }).use(i18n).use(on).mount(place);
  return place;
}

const at = <T extends HTMLElement>(place: HTMLElement, id: string) => place.querySelector<T>(`[data-testid=${id}]`)!;
const all = (place: HTMLElement, id: string) => [...place.querySelectorAll<HTMLElement>(`[data-testid=${id}]`)];
const settle = async () => {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setTimeout(resolve));
};

function aDisk(over: Partial<RecordingDisk> = {}): RecordingDisk {
  return { directory: '/disk/a', state: 'ok', detail: null, deletesEarly: false, recordedBytes: 400e9, capacityBytes: 850e9, totalBytes: 1e12, freeBytes: 500e9, maxBytes: null, keepFreeBytes: 50e9, ...over };
}

function aRecording(over: Partial<CameraRecording> = {}): CameraRecording {
  return { cameraId: 'gate', mode: 'continuous', days: 30, recording: true, idle: null, oldestAt: '2026-11-20T01:00:00Z', newestAt: '2026-11-26T01:00:00Z', bytes: 180e9, bytesLastDay: 30e9, droppedGroups: 0, ...over };
}

function aProtection(over: Partial<Protection> = {}): Protection {
  return { id: 7, cameraId: 'gate', from: '2026-11-25T01:00:00Z', to: '2026-11-25T01:10:00Z', reason: '打架', caseId: null, createdAt: '2026-11-26T01:00:00Z', createdBy: 'office', expiresAt: null, ...over };
}

function aViewing(over: Partial<Viewing> = {}): Viewing {
  return { id: 3, at: '2026-11-26T01:00:00Z', actor: 'office', action: 'view', kind: 'recording', subject: 'gate', detail: { from: '2026-11-25T01:00:00Z' }, ...over };
}

/** Answers by the beginning of the path; remembers what was asked. */
function serve(answers: Record<string, () => Response>): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, options: RequestInit) => {
    asked.push(`${options.method} ${path.replace('/api/v1', '')}${options.body ? ` ${options.body as string}` : ''}`);
    const found = Object.keys(answers).find((one) => `${options.method} ${path}`.startsWith(one.replace(' ', ' /api/v1')));
    return Promise.resolve(found ? answers[found]!() : problem(404, 'unknown'));
  });
  return asked;
}

beforeEach(() => {
  setLanguage('zh-CN');
  setTimeZone('Asia/Shanghai');
});
afterEach(() => vi.unstubAllGlobals());

describe('sizes and bars', () => {
  it('are told in decimal units', () => {
    expect([0, 999, 1e3, 1.24e6, 15e9, 999.6e9, 2.72e12].map(bytesText)).toEqual(['0 B', '999 B', '1 KB', '1.2 MB', '15 GB', '1.0 TB', '2.7 TB']);
  });

  it('show how much of the room for recordings is used', () => {
    expect(usedOf(aDisk({ capacityBytes: 800e9 }))).toBe(50);
    expect(usedOf(aDisk({ state: 'full', capacityBytes: 0 }))).toBe(100);
    expect(usedOf(aDisk({ totalBytes: null, freeBytes: null, state: 'missing' }))).toBeNull();
  });
});

describe('what needs looking after', () => {
  it('is a camera that should be recorded and is not, or has lost something', () => {
    const idle = (one: CameraRecording['idle']) => aRecording({ recording: false, idle: one });
    expect([idle('no-pictures'), idle('no-disk'), aRecording({ droppedGroups: 1 })].map(ails)).toEqual([true, true, true]);
    expect([aRecording(), idle('no-case'), idle('outside-hours'), idle('off'), idle('gone'), idle('disabled')].some(ails)).toBe(false);
    expect(toneOfCamera(idle('no-disk'))).toBe('bad');
    expect(toneOfCamera(aRecording())).toBe('ok');
  });

  it('is too little room', () => {
    const of = (neededBytes: number, bytesPerDay: number) => ({ bytesPerDay, capacityBytes: 30, neededBytes, days: null });
    expect([of(0, 0), of(30, 1), of(31, 1)].map(verdictOf)).toEqual(['unknown', 'enough', 'short']);
    expect([of(0, 0), of(0, 60)].map(roomFor)).toEqual([null, 43_200_000]);
  });
});

describe('a disk', () => {
  it('says in words what is wrong and what to do', () => {
    const place = show(DiskCard, { disk: aDisk({ state: 'missing', detail: 'is it mounted?', freeBytes: null, totalBytes: null, deletesEarly: true }) });
    expect(at(place, 'disk').dataset.state).toBe('missing');
    expect(place.textContent).toContain('未挂载');
    expect(place.textContent).toContain('is it mounted?');
    expect(place.textContent).toContain('未满保存天数');
    expect(show(DiskCard, { disk: aDisk() }).querySelector('[role=alert]')).toBeNull();
  });
});

describe('the table of cameras', () => {
  it('says why a camera is not recorded, leads to its recording, and shows the ailing alone', async () => {
    const cameras = [aRecording(), aRecording({ cameraId: 'yard', recording: false, idle: 'no-pictures', oldestAt: null, newestAt: null })];
    const place = show(CameraRecordings, { cameras, names: new Map([['gate', '村口']]), now: Date.parse('2026-11-26T01:00:00Z') });
    expect(all(place, 'camera-recording').map((row) => row.dataset.id)).toEqual(['gate', 'yard']);
    expect(place.textContent).toContain('没有画面');
    const links = [...place.querySelectorAll('a')].map((one) => one.getAttribute('href'));
    expect(links).toEqual(['/playback?camera=gate&at=2026-11-20T01:00:00Z', '/playback?camera=gate&at=2026-11-26T00:59:00.000Z']);
    place.querySelector<HTMLInputElement>('input[type=checkbox]')!.click();
    await settle();
    expect(all(place, 'camera-recording').map((row) => row.dataset.id)).toEqual(['yard']);
  });
});

describe('the page of recording', () => {
  it('shows room, disks, cameras and protections', async () => {
    serve({
      'GET /cameras': () => answer(200, { items: [aCamera('gate')] }),
      'GET /system': () => answer(200, { timeZone: 'Asia/Shanghai' }),
      'GET /recording/status': () =>
        answer(200, { at: '2026-11-26T01:00:00Z', disks: [aDisk()], cameras: [aRecording()], estimate: { bytesPerDay: 30e9, capacityBytes: 850e9, neededBytes: 900e9, days: 28.3 } }),
      'GET /recording/protections': () => answer(200, { items: [], next: null }),
    });
    const place = show(StoragePage);
    await settle();
    expect(at(place, 'recording-estimate').textContent).toContain('约能存 28 天');
    expect(at(place, 'recording-estimate').textContent).toContain('还差 50 GB');
    expect(at(place, 'recording-count').textContent).toContain('1 路正在录像');
    expect(place.textContent).toContain('没有保留的录像');
  });

  it('says when the server can not be asked', async () => {
    serve({ 'GET /': () => problem(503, 'unavailable') });
    const place = show(StoragePage);
    await settle();
    expect(place.querySelector('[role=alert]')!.textContent).toContain('暂时不可用');
  });
});

describe('protections', () => {
  it('come page by page, name the case, and are released after asking', async () => {
    const confirm = vi.fn().mockReturnValueOnce(false).mockReturnValue(true);
    vi.stubGlobal('confirm', confirm);
    const asked = serve({
      'GET /recording/protections?by=people&limit=20&beforeId': () => answer(200, { items: [aProtection({ id: 2, caseId: 17, createdBy: 'system' })], next: null }),
      'GET /recording/protections': () => answer(200, { items: [aProtection()], next: 7 }),
      'DELETE /recording/protections/7': () => answer(204, null),
    });
    const place = show(ProtectionList, { names: new Map([['gate', '村口']]) });
    await settle();
    expect(at(place, 'protection').textContent).toContain('打架');
    place.querySelector<HTMLElement>('.more button')!.click();
    await settle();
    expect(asked).toContain('GET /recording/protections?by=people&limit=20&beforeId=7');
    expect(all(place, 'protection')[1]!.textContent).toContain('工单 17');

    at(place, 'protection-release').click();
    await settle();
    expect(confirm.mock.calls[0]![0]).toContain('村口');
    expect(asked.some((one) => one.startsWith('DELETE'))).toBe(false);
    at(place, 'protection-release').click();
    await settle();
    expect(asked).toContain('DELETE /recording/protections/7');
  });
});

describe('protecting a range', () => {
  const chosen = { from: Date.parse('2026-11-25T01:00:00Z'), to: Date.parse('2026-11-25T01:10:00Z') };

  async function ask(reason: string, reply: Response) {
    const asked = serve({ 'POST /recording/protections': () => reply });
    const kept = vi.fn();
    const place = show(ProtectBox, { cameraId: 'gate', chosen, onKept: kept });
    at(place, 'playback-protect').click();
    await settle();
    const input = at<HTMLInputElement>(place, 'playback-protect-reason');
    input.value = reason;
    input.dispatchEvent(new Event('input'));
    place.querySelector('form')!.dispatchEvent(new Event('submit'));
    await settle();
    return { asked, kept, place };
  }

  it('needs a range and a reason', async () => {
    expect(at<HTMLButtonElement>(show(ProtectBox, { cameraId: 'gate', chosen: null }), 'playback-protect').disabled).toBe(true);
    const { asked, place } = await ask('  ', answer(201, aProtection()));
    expect(asked).toEqual([]);
    expect(place.querySelector('[role=alert]')!.textContent).toContain('理由');
  });

  it('sends both, and tells the page', async () => {
    const { asked, kept, place } = await ask(' 打架 ', answer(201, aProtection()));
    expect(asked).toEqual(['POST /recording/protections {"cameraId":"gate","from":"2026-11-25T01:00:00.000Z","to":"2026-11-25T01:10:00.000Z","reason":"打架"}']);
    expect(kept).toHaveBeenCalledOnce();
    expect(at(place, 'playback-protect')).not.toBeNull();
  });

  it('says when it is too long, or when nothing was recorded', async () => {
    const long = await ask('x', problem(422, 'invalid-input', { errors: [{ pointer: '/to', message: 'must be at most 168 hours' }] }));
    expect(long.place.querySelector('[role=alert]')!.textContent).toContain('7 天');
    const none = await ask('x', problem(404, 'not-recorded'));
    expect(none.place.querySelector('[role=alert]')!.textContent).toContain('没有录像');
    expect(none.kept).not.toHaveBeenCalled();
  });
});

describe('viewings', () => {
  it('tell in words what was done, and to what', async () => {
    const seen = [1, 2, 3, 4].map((n) => ({ from: `2026-11-25T0${n}:00:00Z`, to: `2026-11-25T0${n}:00:30Z` }));
    const asked = serve({
      'GET /cameras': () => answer(200, { items: [{ ...aCamera('gate'), name: '村口' }] }),
      'GET /accounts': () => answer(200, { items: [{ name: 'office' }, { name: 'admin' }] }),
      'GET /system': () => answer(200, { timeZone: 'Asia/Shanghai' }),
      'GET /viewings': () =>
        answer(200, { items: [aViewing({ detail: { seen } }), aViewing(), aViewing({ action: 'export', detail: { from: seen[0]!.from, to: seen[0]!.to } })], next: null }),
    });
    const place = show(ViewingsPage);
    await settle();
    const rows = all(place, 'viewing').map((row) => row.textContent!);
    expect(rows[0]).toContain('看到的画面');
    expect(rows[0]).toContain('另有 1 段');
    expect(rows[1]).toContain('从 2026/11/25 09:00 起');
    expect(rows[2]).toContain('导出');
    expect(rows[2]).toContain('2026/11/25 09:00:00 – 09:00:30');
    const actor = at<HTMLSelectElement>(place, 'viewings-actor');
    actor.value = 'admin';
    actor.dispatchEvent(new Event('change'));
    await settle();
    expect(asked.at(-1)).toBe('GET /viewings?kind=recording&limit=50&actor=admin');
  });

  it('of clips are of the camera of the case', () => {
    const clip = aViewing({ kind: 'clip', subject: '40', detail: { case: 17, camera: 'gate' } });
    expect([cameraOf(clip), cameraOf(aViewing({ kind: 'clip', subject: '40', detail: { case: 17 } }))]).toEqual(['gate', null]);
    expect([deedOf(clip), deedOf(aViewing()), deedOf(aViewing({ action: 'released', kind: 'protection' }))]).toEqual(['viewings.view', 'viewings.began', 'viewings.released']);
  });
});
