// @vitest-environment happy-dom
import { createApp, h, type Component } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import FaultBadge from '../src/faults/FaultBadge.vue';
import FaultDrawer from '../src/faults/FaultDrawer.vue';
import FaultsPage from '../src/faults/FaultsPage.vue';
import { camerasOf, faultWords, lastedOf, placeOf, sensorsOf, standingOf, valuesOf } from '../src/faults/words';
import { i18n, setLanguage, t } from '../src/i18n';
import { applyFault, doneFaults, faults, loadFaults, openFaults } from '../src/stores/faults';
import { session } from '../src/stores/session';
import { applyMessage, openCases, village } from '../src/stores/village';
import { aCase, aDiagnosis, aFault, aStatus, aStep, answer, problem } from './makes';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const at = (place: ParentNode, id: string) => place.querySelector<HTMLElement>(`[data-testid=${id}]`);
const all = (place: ParentNode, id: string) => [...place.querySelectorAll<HTMLElement>(`[data-testid=${id}]`)];

/** Answers by path, in the API's shapes. */
function serve(answers: Record<string, (url: URL, init?: RequestInit) => Response>) {
  const fetch = vi.fn((address: string, init?: RequestInit) => {
    const url = new URL(address, 'http://x');
    const found = answers[`${init?.method ?? 'GET'} ${url.pathname.replace('/api/v1', '')}`];
    return Promise.resolve(found ? found(url, init) : problem(404, 'unknown'));
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

const pages: (() => void)[] = [];

async function show(component: Component, props: Record<string, unknown> = {}, path = '/'): Promise<{ place: HTMLElement; router: Router }> {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { render: () => null } }] });
  await router.push(path);
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  const app = createApp({ render: () => h(component, props) }).use(i18n).use(router);
  app.mount(place);
  pages.push(() => app.unmount());
  await settle();
  await settle();
  return { place, router };
}

const cases = (items: ReturnType<typeof aFault>[]) => (url: URL) => {
  const wanted = url.searchParams.getAll('handling');
  expect(url.searchParams.get('about')).toBe('technical');
  return answer(200, { items: items.filter((one) => wanted.includes(one.handling)), next: null });
};

beforeEach(() => {
  setLanguage('zh-CN');
  Object.assign(faults, { loaded: false, error: null, cases: {} });
  Object.assign(village, { cases: {}, arrivedAt: {} });
  session.account = { name: 'admin', role: 'admin', workerId: null, workerName: null };
});
afterEach(() => {
  pages.splice(0).forEach((unmount) => unmount());
  vi.unstubAllGlobals();
});

describe('words for faults', () => {
  it('say what was measured, in the unit of people', () => {
    expect(faultWords(aFault('keyframe-interval', { seconds: '8.0' }).fault!, t).what).toBe('8.0 秒才有一个 I 帧（关键帧）');
    expect(faultWords(aFault('clock-off', { seconds: '-7' }).fault!, t).what).toBe('摄像头时钟慢了 7 秒');
    expect(faultWords(aFault('clock-off', { seconds: '28800' }).fault!, t).what).toBe('摄像头时钟快了 8 小时 0 分');
    expect(faultWords(aFault('disk-full', { free: '1230000000' }).fault!, t).what).toContain('1.2 GB');
    setLanguage('en');
    expect(faultWords(aFault('clock-off', { seconds: '-7' }).fault!, t).what).toBe('The camera\'s clock is 7 s behind');
  });

  it('leave a question mark where nothing was measured', () => {
    expect(faultWords(aFault('blurred', {}).fault!, t).what).toBe('清晰度只有平时的 ?%');
    expect(valuesOf({ frames: '0' }, t).frames).toBe('?');
  });

  it('give the reason and its cure where the connection told it', () => {
    const storm = faultWords(aFault('unjudged', { reason: 'noise', zones: 'lane' }).fault!, t);
    expect(storm.what).toContain('噪点太多或雨雪太大');
    expect(storm.advice).toContain('请增加照明');
    expect(faultWords(aFault('unjudged', { reason: 'something-newer' }).fault!, t).what).toContain('?');
    const said = faultWords(aFault('no-frames', { reason: 'login-wrong', state: 'unauthorised' }).fault!, t);
    expect(said.title).toBe('收不到视频');
    expect(said.what).toContain('账号或密码不对');
    expect(said.advice).toContain('锁定');
    expect(faultWords(aFault('no-frames', { reason: 'failed' }).fault!, t).what).toBe('摄像头没有送来视频');
    expect(faultWords(aFault('no-frames', { reason: 'something-newer' }).fault!, t).what).toBe('摄像头没有送来视频');
  });

  it('speak of many cameras as one thing, and know which they are', () => {
    const many = aFault('no-frames', { cameras: 'a,b,c,d,e' }, { cameraId: null });
    many.fault!.count = 5;
    expect(faultWords(many.fault!, t).what).toBe('5 个摄像头同时：收不到视频');
    expect(camerasOf(many)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(camerasOf(aFault('blurred'))).toEqual(['cam-1']);
    expect(camerasOf(aFault('disk-full', {}, { cameraId: null }))).toEqual([]);
  });

  it('name the camera whose recording is missing', () => {
    const lost = aFault('recording-lost', {}, { cameraId: null, place: 'cam-7' });
    lost.fault!.subject = 'cam-7';
    expect(placeOf(lost, t, new Map([['cam-7', '小学门口']]))).toBe('小学门口');
    expect(placeOf(lost, t)).toBe('cam-7');
    expect(camerasOf(lost)).toEqual(['cam-7']);
  });

  it('speak of many sensors as one thing, and know which they are', () => {
    const many = aFault('unreadable-messages', { sensors: 'a,b,c,d,e' }, { cameraId: null });
    many.fault!.count = 5;
    expect(faultWords(many.fault!, t).what).toBe('5 个传感器同时：传感器报文无法解读');
    expect(faultWords(many.fault!, t).advice).toContain('网关');
    expect(sensorsOf(many)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(camerasOf(many)).toEqual([]);
    const one = aFault('unreadable-messages', { error: 'no JSON' }, { cameraId: null });
    one.fault!.subject = 'well';
    expect(sensorsOf(one)).toEqual(['well']);
    expect(faultWords(one.fault!, t).what).toContain('no JSON');
    expect(sensorsOf(aFault('blurred'))).toEqual([]);
  });

  it('say why a broker is away in the reader’s language, and as told where the reason is not known', () => {
    const away = aFault('broker-away', { reason: 'broker-login-wrong', detail: 'broker tcp://b:1883: wrong user name or password' }, { cameraId: null });
    expect(faultWords(away.fault!, t).what).toBe('MQTT 消息服务器连不上，或时断时续：账号或密码不对');
    setLanguage('en');
    expect(faultWords(away.fault!, t).what).toBe('The MQTT broker can\'t be reached, or comes and goes: wrong user name or password');
    const newer = aFault('broker-away', { reason: 'broker-on-the-moon', detail: 'too far' }, { cameraId: null });
    expect(faultWords(newer.fault!, t).what).toContain(': too far');
    expect(faultWords(aFault('spool-unusable', {}, { cameraId: null }).fault!, t).what).toContain(': ?');
  });

  it('name the buffer of readings in the reader’s language', () => {
    const full = aFault('spool-full', { bytes: '1' }, { cameraId: null, place: 'spool' });
    expect(placeOf(full, t)).toBe('传感器读数缓冲区');
    setLanguage('en');
    expect(placeOf(full, t)).toBe('Buffer of readings');
  });

  it('tell what ended by itself from what was closed', () => {
    const closedAt = '2026-11-22T03:00:00Z';
    expect(standingOf(aFault('blurred', {}, { handling: 'closed', condition: 'cleared', clearedAt: closedAt, closedAt }), t)).toEqual({ text: '已恢复', tone: 'tone-ok' });
    expect(standingOf(aFault('blurred', {}, { handling: 'closed', closedAt }), t).text).toBe('已结案');
    expect(standingOf(aFault('blurred'), t)).toEqual({ text: '待处理', tone: 'tone-bad' });
    expect(lastedOf(aFault('blurred', {}, { onset: '2026-11-22T01:00:00Z', clearedAt: '2026-11-22T02:00:00Z', closedAt }), 0)).toBe(3_600_000);
  });
});

describe('technical cases on the feed', () => {
  it('are kept apart from the village’s, the worst first', () => {
    applyMessage({ type: 'case', case: aFault('keyframe-interval', {}, { id: 5, severity: 'low' }), step: aStep('opened') });
    applyMessage({ type: 'case', case: aFault('disk-full', {}, { id: 6, severity: 'critical' }), step: aStep('opened') });
    applyMessage({ type: 'case', case: aFault('blurred', {}, { id: 7, severity: 'low' }), step: aStep('opened') });
    applyMessage({ type: 'case', case: aCase({ id: 8 }), step: aStep('opened') });
    expect(openCases.value.map((one) => one.id)).toEqual([8]);
    expect(openFaults.value.map((one) => one.id)).toEqual([6, 7, 5]);
    applyFault(aCase({ id: 9 }));
    expect(faults.cases[9]).toBeUndefined();
  });

  it('close, and an older version changes nothing', () => {
    applyFault(aFault('blurred', {}, { version: 3, handling: 'closed', closedAt: '2026-11-22T03:00:00Z' }));
    applyFault(aFault('blurred', {}, { version: 2 }));
    expect(openFaults.value).toEqual([]);
    expect(doneFaults.value.map((one) => one.id)).toEqual([1]);
  });

  it('that open while the lists are read are not lost', async () => {
    serve({ 'GET /cases': cases([aFault('blurred', {}, { id: 3 })]) });
    const read = loadFaults();
    applyFault(aFault('no-frames', {}, { id: 4 }));
    await read;
    expect(openFaults.value.map((one) => one.id)).toEqual([4, 3]);
  });

  it('are read page by page', async () => {
    const page = (ids: number[], next: number | null) => answer(200, { items: ids.map((id) => aFault('blurred', {}, { id })), next });
    const fetch = serve({
      'GET /cases': (url) => (url.searchParams.getAll('handling').includes('closed') ? page([], null) : url.searchParams.get('beforeId') === '10' ? page([9], null) : page([11, 10], 10)),
    });
    await loadFaults();
    expect(openFaults.value.map((one) => one.id)).toEqual([11, 10, 9]);
    expect(fetch).toHaveBeenCalledTimes(3);
  });
});

describe('the page of technical cases', () => {
  const closed = aFault('black-picture', { luma: '3' }, { id: 2, handling: 'closed', condition: 'cleared', place: '东片·桥头', clearedAt: '2026-11-22T02:00:00Z', closedAt: '2026-11-22T02:00:00Z' });
  const list = { 'GET /cases': cases([aFault('no-frames', { reason: 'no-answer' }, { id: 1, place: '西片·村口' }), closed]), 'GET /cameras': () => answer(200, { items: [] }) };

  it('shows what is open with what to do, and below it what is over', async () => {
    serve(list);
    await loadFaults();
    const { place, router } = await show(FaultsPage);
    const open = all(at(place, 'faults-open')!, 'fault-item');
    expect(open.map((one) => one.dataset.kind)).toEqual(['no-frames']);
    expect(open[0]!.textContent).toContain('西片·村口');
    expect(open[0]!.textContent).toContain('没有设备应答');
    expect(open[0]!.textContent).toContain('网线');
    const done = all(at(place, 'faults-done')!, 'fault-item');
    expect(done[0]!.textContent).toContain('已恢复');
    expect(done[0]!.textContent).toContain('持续 1 小时 0 分');
    open[0]!.click();
    await settle();
    expect(router.currentRoute.value.query).toEqual({ case: '1' });
  });

  it('filters by what is read on it, and says so when all is well', async () => {
    serve(list);
    await loadFaults();
    const { place } = await show(FaultsPage);
    const filter = place.querySelector('input')!;
    filter.value = '桥头';
    filter.dispatchEvent(new Event('input'));
    await settle();
    expect(all(place, 'fault-item').map((one) => one.dataset.caseId)).toEqual(['2']);
    applyFault(aFault('no-frames', {}, { version: 9, handling: 'closed', closedAt: '2026-11-22T03:00:00Z' }));
    await settle();
    expect(at(place, 'faults-none')!.textContent).toContain('没有未结的技术故障');
  });

  it('shows the error and a way on where the list can’t be read', async () => {
    serve({});
    await loadFaults();
    const { place } = await show(FaultsPage);
    expect(place.querySelector('[role=alert]')!.textContent).toContain('重试');
  });
});

describe('a technical case', () => {
  const detail = (one = aFault('no-frames', { reason: 'login-wrong', detail: 'the camera does not accept the password (DESCRIBE: 401)' }, { next: ['accepted', 'closed', 'false-alarm'] })) => ({ case: one, steps: [aStep('opened')], deliveries: [] });

  it('is accepted by an admin at once, and shows the new state', async () => {
    const accepted = aFault('no-frames', {}, { version: 2, handling: 'accepted', next: ['closed', 'false-alarm'] });
    let now = detail();
    const fetch = serve({
      'GET /cases/1': () => answer(200, now),
      'POST /cases/1/accept': () => {
        now = detail(accepted);
        return answer(200, accepted);
      },
    });
    const { place } = await show(FaultDrawer, { id: 1 });
    expect(at(place, 'fault-detail')!.textContent).toContain('账号或密码不对');
    expect(place.querySelector('q')!.textContent).toContain('401');
    expect(at(place, 'case-dispatch')).toBeNull();
    expect(place.textContent).toContain('发现故障');
    at(place, 'case-accept')!.click();
    await settle();
    await settle();
    expect(fetch.mock.calls.some(([path, init]) => path.endsWith('/cases/1/accept') && init?.method === 'POST')).toBe(true);
    expect(at(place, 'fault-state')!.textContent).toBe('处理中');
    expect(at(place, 'case-accept')).toBeNull();
  });

  it('can’t be acted on by the office', async () => {
    session.account = { name: 'office', role: 'office', workerId: null, workerName: null };
    serve({ 'GET /cases/1': () => answer(200, detail()) });
    const { place } = await show(FaultDrawer, { id: 1 });
    expect(at(place, 'case-accept')).toBeNull();
    expect(at(place, 'case-close')).toBeNull();
    expect(place.textContent).toContain('由管理员处理');
    expect(place.querySelector('a[href*="/admin"]')).toBeNull();
  });

  it('examines the camera from here', async () => {
    serve({
      'GET /cases/1': () => answer(200, detail()),
      'GET /cameras/cam-1/doctor': () => answer(200, aDiagnosis({ verdict: 'ill', findings: [{ code: 'login-wrong', level: 'problem', details: {} }] })),
    });
    const { place } = await show(FaultDrawer, { id: 1 });
    at(place, 'doctor-examine')!.click();
    await settle();
    await settle();
    expect(at(place, 'finding')!.dataset.code).toBe('login-wrong');
    expect(place.querySelector('a[href="/admin/cameras?edit=cam-1"]')).not.toBeNull();
  });

  it('lists all cameras of a group with how they are now', async () => {
    const many = aFault('no-frames', { cameras: 'cam-1,cam-2' }, { cameraId: null });
    many.fault!.count = 2;
    serve({
      'GET /cases/1': () => answer(200, detail(many)),
      'GET /cameras': () => answer(200, { items: [{ id: 'cam-2', name: '菜市场' }] }),
      'GET /camera-statuses': () => answer(200, { items: [aStatus('cam-1', 'refused'), aStatus('cam-2', 'streaming')] }),
    });
    const { place } = await show(FaultDrawer, { id: 1 });
    await settle();
    expect(all(place, 'fault-camera').map((one) => one.textContent)).toEqual([expect.stringMatching(/cam-1.*连接失败/), expect.stringMatching(/菜市场.*在线/)]);
  });
});

describe('the word on the big screen', () => {
  it('is not there while all is well, and counts what is open', async () => {
    const { place } = await show(FaultBadge);
    expect(at(place, 'fault-badge')).toBeNull();
    applyFault(aFault('blurred', {}, { id: 3 }));
    applyFault(aFault('disk-full', {}, { id: 4, severity: 'critical', cameraId: null, place: '/data' }));
    await settle();
    expect(at(place, 'fault-badge')!.textContent).toContain('2 个设备故障');
    expect(at(place, 'fault-list')).toBeNull();
    at(place, 'fault-badge')!.click();
    await settle();
    expect([...place.querySelectorAll('.one')].map((one) => one.textContent)).toEqual([expect.stringContaining('录像盘已满'), expect.stringContaining('画面模糊')]);
    expect(place.querySelector('a[href="/admin/faults"]')).not.toBeNull();
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await settle();
    expect(at(place, 'fault-list')).toBeNull();
  });

  it('says how many more there are than it lists', async () => {
    const { place } = await show(FaultBadge);
    for (let id = 1; id <= 8; id++) applyFault(aFault('blurred', {}, { id }));
    await settle();
    at(place, 'fault-badge')!.click();
    await settle();
    expect(place.querySelectorAll('.one')).toHaveLength(8);
    expect(at(place, 'fault-more')).toBeNull();
    for (let id = 9; id <= 11; id++) applyFault(aFault('blurred', {}, { id }));
    await settle();
    expect(place.querySelectorAll('.one')).toHaveLength(8);
    expect(at(place, 'fault-more')!.textContent).toBe('另有 3 个故障未列出');
    setLanguage('en');
    await settle();
    expect(at(place, 'fault-more')!.textContent).toBe('3 more not listed here');
  });
});
