// @vitest-environment happy-dom
import { createApp, h, nextTick, reactive, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import CellValue from '../src/admin/CellValue.vue';
import EntityForm from '../src/admin/EntityForm.vue';
import { specOf } from '../src/admin/specs';
import { ApiError } from '../src/api/problem';
import CaseDeliveries from '../src/cases/CaseDeliveries.vue';
import CaseSteps from '../src/cases/CaseSteps.vue';
import FaultSensors from '../src/faults/FaultSensors.vue';
import { i18n, setLanguage } from '../src/i18n';
import LoginPage from '../src/login/LoginPage.vue';
import CaseCard from '../src/screen/CaseCard.vue';
import CameraTile from '../src/screen/CameraTile.vue';
import { session } from '../src/stores/session';
import { aCamera, aCase, aDelivery, aStatus, aStep, answer, problem } from './makes';

const blank = { render: () => null };
const router = () =>
  createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: blank }] });

function show(component: Component, props: Record<string, unknown> = {}, on = router()): HTMLElement {
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  createApp({ render: () => h(component, props) }).use(i18n).use(on).mount(place);
  return place;
}

const at = <T extends HTMLElement>(place: HTMLElement, id: string) => place.querySelector<T>(`[data-testid=${id}]`)!;
const settle = () => new Promise((resolve) => setTimeout(resolve));

afterEach(() => vi.unstubAllGlobals());

describe('the login page', () => {
  async function logIn(response: Response, path = '/login') {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue(response));
    const on = router();
    await on.push(path);
    const place = show(LoginPage, {}, on);
    for (const [id, value] of [['login-name', 'office'], ['login-password', 'secret']] as const) {
      const input = at<HTMLInputElement>(place, id);
      input.value = value;
      input.dispatchEvent(new Event('input'));
    }
    place.querySelector('form')!.dispatchEvent(new Event('submit'));
    await settle();
    await settle();
    return { place, on };
  }

  it('says when name or password is wrong, and clears the password', async () => {
    setLanguage('zh-CN');
    const { place } = await logIn(problem(401, 'wrong-login'));
    expect(at(place, 'login-error').textContent).toBe('账号或密码不正确');
    expect(at<HTMLInputElement>(place, 'login-password').value).toBe('');
  });

  it('says how long to wait after too many failures', async () => {
    const { place } = await logIn(answer(429, { title: 'x' }, { 'Retry-After': '12' }));
    expect(at(place, 'login-error').textContent).toContain('12');
  });

  it('goes where the person wanted to go', async () => {
    const account = { name: 'office', role: 'office', workerId: null, workerName: null };
    const { on } = await logIn(answer(201, { account, token: 't', expiresAt: 'x' }), '/login?to=/screen%3Fa%3D1');
    expect(on.currentRoute.value.fullPath).toBe('/screen?a=1');
  });
});

describe('a case in the feed', () => {
  it('carries its id and marks what is new', async () => {
    const now = Date.parse('2026-11-22T01:17:00Z');
    const place = show(CaseCard, { item: aCase({ id: 42 }), now, arrivedAt: now - 5000, chosen: false });
    const card = at(place, 'case-item');
    expect(card.dataset.caseId).toBe('42');
    expect(card.classList.contains('fresh')).toBe(true);
    expect(card.textContent).toContain('12 分钟');
    const old = show(CaseCard, { item: aCase(), now, arrivedAt: undefined, chosen: false });
    expect(at(old, 'case-item').classList.contains('fresh')).toBe(false);
  });
});

describe('a camera on the wall', () => {
  it('says plainly that it is down', () => {
    const place = show(CameraTile, { camera: aCamera('cam-9'), status: aStatus('cam-9', 'unauthorised'), picture: undefined, cases: 0, chosen: false });
    const tile = at(place, 'camera-tile');
    expect(tile.dataset).toMatchObject({ cameraId: 'cam-9', state: 'unauthorised' });
    expect(tile.textContent).toContain('密码错误');
  });

  it('shows a failing sub stream and stays up', () => {
    const place = show(CameraTile, { camera: aCamera('cam-9'), status: aStatus('cam-9', 'streaming', 'refused'), picture: undefined, cases: 0, chosen: false });
    const tile = at(place, 'camera-tile');
    expect(tile.dataset.state).toBe('streaming');
    expect(tile.classList).toContain('half');
    expect(tile.title).toBe('cam-9 · 在线 · 子码流 连接失败');
    const well = at(show(CameraTile, { camera: aCamera('cam-9'), status: aStatus('cam-9', 'streaming', 'streaming'), picture: undefined, cases: 0, chosen: false }), 'camera-tile');
    expect(well.classList).not.toContain('half');
  });
});

describe('a form', () => {
  const spec = specOf('sensors')!;
  const draft = () => reactive({ ...JSON.parse(JSON.stringify(spec.empty)) });

  it('shows what the server says at the field, also in a row', async () => {
    const error = new ApiError(400, 'invalid-input', 'x', null, [
      { pointer: '/topic', message: 'no wildcards' },
      { pointer: '/metrics/0/valuePointer', message: 'no pointer' },
      { pointer: '/nothing', message: 'unknown field' },
    ]);
    const place = show(EntityForm, { fields: spec.fields, error, choices: {}, isNew: true, modelValue: draft() });
    await nextTick();
    const said = (field: string) => place.querySelector(`[data-field=${field}]`)!.closest('.field')!.textContent;
    expect(said('topic')).toContain('no wildcards');
    expect(said('valuePointer')).toContain('no pointer');
    expect(at(place, 'form-error').textContent).toContain('unknown field');
  });

  it('asks in the reader\'s language to confirm fewer days of recording', async () => {
    setLanguage('zh-CN');
    const cameras = specOf('cameras')!;
    const camera = { ...JSON.parse(JSON.stringify(cameras.empty)), recording: { mode: 'continuous', days: 20, fewerDaysConfirmed: false, windows: [] } };
    const error = new ApiError(422, 'invalid-configuration', 'x', null, [{ pointer: '/recording/fewerDaysConfirmed', message: 'must be true' }]);
    const place = show(EntityForm, { fields: cameras.fields, error, choices: {}, isNew: true, modelValue: reactive(camera) });
    await nextTick();
    const asked = place.querySelector('[data-field=fewerDaysConfirmed]')!.closest('.field')!;
    expect(asked.classList).toContain('question');
    expect(asked.querySelector('[role=alert]')!.textContent).toBe('保存不到 30 天，须勾选确认才能保存');
  });

  it('offers to reload when somebody else was faster', () => {
    const error = new ApiError(412, 'stale-version', 'x', null, []);
    const place = show(EntityForm, { fields: spec.fields, error, choices: {}, isNew: false, modelValue: draft() });
    expect(at(place, 'form-reload')).not.toBeNull();
  });
});

describe('a cell of the admin pages', () => {
  const context = (map: 'cameraStatus' | 'sensorStatus' | 'brokerStatus', status: unknown) => {
    const empty = { value: new Map() };
    return { cameraStatus: empty, sensorStatus: empty, brokerStatus: empty, choices: { value: {} }, [map]: { value: new Map([['x', status]]) } };
  };
  const cell = (as: string, map: 'cameraStatus' | 'sensorStatus' | 'brokerStatus', status: unknown) =>
    show(CellValue, { item: { id: 'x' }, column: { key: 'id', as }, context: context(map, status) });

  it('says why a camera and its sub stream give nothing in Chinese, and what was told beside it', () => {
    setLanguage('zh-CN');
    const stream = { ...aStatus('x', 'refused'), stream: 'sub', complaint: 'path-unknown', detail: 'DESCRIBE: 404 Not Found' };
    const place = cell('cameraState', 'cameraStatus', { ...aStatus('x', 'unauthorised'), complaint: 'login-wrong', detail: '401 Unauthorized', streams: [stream] });
    expect(at(place, 'camera-why').textContent).toContain('账号或密码不对');
    expect(at(place, 'sub-why').textContent).toContain('摄像头上没有这个视频路径');
    expect([...place.querySelectorAll('[lang=en]')].map((one) => one.textContent)).toEqual(['401 Unauthorized', 'DESCRIBE: 404 Not Found']);
  });

  it('says why a broker is away and what is wrong with a sensor in Chinese', () => {
    const broker = { brokerId: 'x', enabled: true, connected: false, state: 'broker tcp://b:1883: nothing listens there', reason: 'broker-refused', messages: 0, waiting: 0 };
    const place = cell('brokerState', 'brokerStatus', broker);
    expect(at(place, 'broker-why').textContent).toBe('主机在线，但端口没有开放');
    expect(place.querySelector('[lang=en]')!.textContent).toBe(broker.state);
    const sensor = { sensorId: 'x', online: true, offline: null, lastHeardAt: null, lastProblem: '/v holds null, not a number', lastProblemReason: 'value-no-number', lastProblemAt: null, unreadableMessages: 1, readings: [] };
    expect(at(cell('sensorState', 'sensorStatus', sensor), 'sensor-why').textContent).toBe('配置的位置上不是数字');
  });
});

describe('what became of a case’s messages', () => {
  const refused = aDelivery({ channel: 'webhook', lastReason: 'connection-refused', lastError: 'Connection refused: town/10.0.0.1:80' });
  afterEach(() => (session.account = null));

  it('says in the reader’s language why one has not got through', () => {
    setLanguage('zh-CN');
    const place = show(CaseDeliveries, { deliveries: [refused, { ...refused, state: 'delivered' }] });
    expect([...place.querySelectorAll('[data-testid=undelivered]')].map((one) => one.textContent)).toEqual(['主机在线，但端口没有开放']);
    expect(place.textContent).not.toContain('town/10.0.0.1');
  });

  it('tells an admin what was answered, too', () => {
    session.account = { name: 'admin', role: 'admin', workerId: null, workerName: null };
    expect(show(CaseDeliveries, { deliveries: [refused] }).querySelector('small')!.textContent).toBe('Connection refused: town/10.0.0.1:80');
    const step = { ...aStep('no-clip'), reason: 'disk-failed', note: 'it could not be made: the disk is broken' };
    const place = show(CaseSteps, { steps: [step] });
    expect(at(place, 'step-note').textContent).toBe('录像读取或片段写入失败');
    expect(place.textContent).toContain('the disk is broken');
    session.account = { name: 'wang', role: 'worker', workerId: 'wang', workerName: '王建国' };
    expect(show(CaseSteps, { steps: [step] }).textContent).not.toContain('the disk is broken');
  });
});

describe('the sensors that share a technical case', () => {
  it('are named, with what is wrong with each in the reader’s language and the hub’s words in small', async () => {
    setLanguage('zh-CN');
    const status = { sensorId: 'pond', online: true, offline: null, lastHeardAt: null, lastProblem: 'no JSON at line 1', lastProblemReason: 'message-not-json', lastProblemAt: null, unreadableMessages: 3, readings: [] };
    const lists = { '/sensors': [{ id: 'pond', name: '荷塘水位' }], '/sensor-statuses': [status] };
    const listed = (url: string) => Object.entries(lists).find(([end]) => url.endsWith(end))?.[1] ?? [];
    vi.stubGlobal('fetch', vi.fn((url: string) => Promise.resolve(answer(200, { items: listed(url) }))));
    const place = show(FaultSensors, { ids: ['pond', 'smoke'], mayAct: false });
    await vi.waitFor(() => expect(place.querySelector('p')).not.toBeNull());
    const [pond, smoke] = [...place.querySelectorAll('[data-testid=fault-sensor]')];
    expect(pond!.textContent).toContain('荷塘水位');
    expect(pond!.querySelector('p')!.textContent).toBe('不是正确的 JSON');
    expect(pond!.querySelector('small[lang=en]')!.textContent).toBe('no JSON at line 1');
    expect(smoke!.textContent!.trim()).toBe('smoke smoke');
  });
});
