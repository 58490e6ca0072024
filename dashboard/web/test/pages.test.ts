// @vitest-environment happy-dom
import { createApp, h, nextTick, reactive, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import EntityForm from '../src/admin/EntityForm.vue';
import { specOf } from '../src/admin/specs';
import { ApiError } from '../src/api/problem';
import { i18n, setLanguage } from '../src/i18n';
import LoginPage from '../src/login/LoginPage.vue';
import CaseCard from '../src/screen/CaseCard.vue';
import CameraTile from '../src/screen/CameraTile.vue';
import { aCamera, aCase, aStatus, answer, problem } from './makes';

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
