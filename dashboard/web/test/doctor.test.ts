// @vitest-environment happy-dom
import { createApp, h, nextTick, reactive, type Component } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import EditPanel from '../src/admin/EditPanel.vue';
import { specOf } from '../src/admin/specs';
import DoctorPanel from '../src/doctor/DoctorPanel.vue';
import DoctorResult from '../src/doctor/DoctorResult.vue';
import { factsOf, fingerprintIn } from '../src/doctor/facts';
import { patientOf, streamsOf } from '../src/doctor/patient';
import { i18n, setLanguage, t } from '../src/i18n';
import { whyOf } from '../src/screen/cameraLook';
import { aCamera, aDiagnosis, aStatus, answer, problem } from './makes';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const at = <T extends HTMLElement>(place: ParentNode, id: string) => place.querySelector<T>(`[data-testid=${id}]`);
const print = Array.from({ length: 32 }, (_, i) => (i + 16).toString(16).toUpperCase()).join(':');

function show(component: Component, props: Record<string, unknown>): HTMLElement {
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:all(.*)*', component: { render: () => null } }] });
  const place = document.createElement('div');
  document.body.replaceChildren(place);
  createApp({ render: () => h(component, props) }).use(i18n).use(router).mount(place);
  return place;
}

beforeEach(() => {
  setLanguage('zh-CN');
  HTMLElement.prototype.scrollIntoView = () => {};
});
afterEach(() => vi.unstubAllGlobals());

describe('what the doctor found', () => {
  const ailing = aDiagnosis(
    {
      verdict: 'ailing',
      findings: [
        { code: 'keyframe-interval', level: 'warning', details: { seconds: '10.0', frames: '250', wanted: '50' } },
        { code: 'quirks', level: 'remark', details: { quirks: 'SSRC_ZERO, SOMETHING_NEW' } },
      ],
    },
    { keyframeSeconds: 10, gopFrames: 250 },
  );

  it('is said with what to change on the camera', () => {
    const place = show(DoctorResult, { diagnosis: ailing });
    expect(at(place, 'doctor-result')!.dataset.verdict).toBe('ailing');
    const said = [...place.querySelectorAll('[data-testid=finding]')].map((one) => one.textContent);
    expect(said[0]).toContain('10.0 秒一个');
    expect(said[0]).toContain('I 帧间隔设为 50（现为 250）');
    expect(said[1]).toContain('数据标识（SSRC）为 0；SOMETHING_NEW');
    setLanguage('en');
    return nextTick(() => expect(place.textContent).toContain('set the I-frame interval to 50 (it is 250)'));
  });

  it('shows what was measured, and leaves out what was not', () => {
    const lines = factsOf(ailing.facts, t).map((one) => `${one.label} ${one.value}`);
    expect(lines).toEqual(['格式 H.264 1920×1080', '帧率 25 帧/秒', 'I 帧间隔 10 秒（250 帧）', '码率 4 Mbit/s', '丢包 0 %', '抖动 4 毫秒', '时钟 慢 2.5 秒', '传输 RTSP/TCP']);
    expect(factsOf(aDiagnosis({}, { clockOffsetSeconds: -0.04 }).facts, t).map((one) => one.value)).toContain('准');
    const nothing = aDiagnosis({}, { codec: null, framesPerSecond: null, keyframeSeconds: null, bitsPerSecond: null, lossShare: null, jitterMillis: null, clockOffsetSeconds: null });
    expect(factsOf(nothing.facts, t)).toEqual([]);
  });

  it('offers the fingerprint of an unknown certificate', () => {
    const sentence = `The certificate is not signed by anybody known. Its SHA-256 fingerprint is ${print}: compare it`;
    expect(fingerprintIn(sentence)).toBe(print);
    expect(fingerprintIn('no certificate')).toBeNull();
    const taken = vi.fn();
    const diagnosis = aDiagnosis({ verdict: 'ill', findings: [{ code: 'certificate-unknown', level: 'problem', details: {} }] }, { detail: sentence });
    const place = show(DoctorResult, { diagnosis, usesFingerprint: true, onFingerprint: taken });
    expect(at(place, 'doctor-fingerprint')!.textContent).toBe(print);
    at(place, 'doctor-use-fingerprint')!.click();
    expect(taken).toHaveBeenCalledWith(print);
    expect(at(show(DoctorResult, { diagnosis }), 'doctor-use-fingerprint')).toBeNull();
  });
});

describe('the panel of a camera', () => {
  it('examines at once, and again when asked', async () => {
    const fetch = vi.fn().mockImplementation(() => Promise.resolve(answer(200, aDiagnosis())));
    vi.stubGlobal('fetch', fetch);
    const place = show(DoctorPanel, { cameraId: 'gate', name: '村口' });
    await settle();
    await settle();
    expect(fetch.mock.calls[0]![0]).toBe('/api/v1/cameras/gate/doctor');
    expect(place.textContent).toContain('村口 的体检');
    expect(place.textContent).toContain('一切正常');
    fetch.mockImplementation(() => Promise.resolve(problem(404, 'unknown')));
    at(place, 'doctor-examine')!.click();
    await settle();
    await settle();
    expect(place.querySelector('[role=alert]')!.textContent).toContain('已不存在');
    expect(at(place, 'doctor-result')).toBeNull();
  });
});

describe('a camera’s form', () => {
  const draft = { url: ' rtsp://10.0.0.9/1 ', subUrl: 'rtsp://10.0.0.9/2', username: 'viewer', password: '', transport: 'udp', certificateSha256: '' };

  it('makes a patient of what is typed, and leaves an empty password out', () => {
    expect(patientOf(draft, 'main', 'gate')).toEqual({ url: 'rtsp://10.0.0.9/1', username: 'viewer', cameraId: 'gate', certificateSha256: null, transport: 'udp' });
    expect(patientOf({ ...draft, password: 's' }, 'sub', null)).toMatchObject({ url: 'rtsp://10.0.0.9/2', password: 's', cameraId: null });
    expect(streamsOf(draft)).toEqual(['main', 'sub']);
    expect(streamsOf({ url: 'rtsp://', subUrl: null })).toEqual([]);
  });

  async function form(answers: (path: string, body: Record<string, unknown>) => Response, id = '') {
    const sent: Record<string, unknown>[] = [];
    vi.stubGlobal(
      'fetch',
      vi.fn((path: string, init?: RequestInit) => {
        if (init?.method !== 'POST') return Promise.resolve(answer(200, { ...aCamera('gate'), username: 'viewer', hasPassword: true }, { ETag: '"1"' }));
        const body = JSON.parse(String(init.body)) as Record<string, unknown>;
        sent.push(body);
        return Promise.resolve(answers(path, body));
      }),
    );
    const place = show(EditPanel, reactive({ spec: specOf('cameras')!, id, choices: {} }));
    await settle();
    await settle();
    return { place, sent };
  }

  function type(place: HTMLElement, field: string, text: string): void {
    const input = place.querySelector<HTMLInputElement>(`[data-field=${field}]`)!;
    input.value = text;
    input.dispatchEvent(new Event('input'));
  }

  async function test(place: HTMLElement): Promise<void> {
    at(place, 'doctor-test')!.click();
    for (let i = 0; i < 4; i++) await settle();
  }

  it('tests both streams before anything is saved', async () => {
    const { place, sent } = await form((_, body) =>
      answer(200, body.url === 'rtsp://10.0.0.9/2' ? aDiagnosis() : aDiagnosis({ verdict: 'ill', findings: [{ code: 'path-unknown', level: 'problem', details: {} }] }, { codec: null, detail: 'the camera does not know the path' })),
    );
    type(place, 'url', 'rtsp://10.0.0.9/1');
    type(place, 'subUrl', 'rtsp://10.0.0.9/2');
    type(place, 'password', 'secret');
    await test(place);
    expect(sent.map((one) => [one.url, one.password, one.cameraId])).toEqual([['rtsp://10.0.0.9/1', 'secret', null], ['rtsp://10.0.0.9/2', 'secret', null]]);
    const results = [...place.querySelectorAll<HTMLElement>('[data-testid=doctor-result]')];
    expect(results.map((one) => [one.dataset.stream, one.dataset.verdict])).toEqual([['main', 'ill'], ['sub', 'well']]);
    expect(results[0]!.textContent).toContain('摄像头上没有这个视频路径');

    type(place, 'url', 'rtsp://10.0.0.9/101');
    await nextTick();
    expect(at(place, 'doctor-result')).toBeNull();
  });

  it('names the camera that is being changed, so that its password is used', async () => {
    const { place, sent } = await form(() => answer(200, aDiagnosis()), 'gate');
    await test(place);
    expect(sent).toEqual([{ url: 'rtsp://10.0.0.1/x', username: 'viewer', cameraId: 'gate', certificateSha256: null, transport: 'tcp' }]);
  });

  it('says in words what is wrong with the address, and when the doctor is busy', async () => {
    const { place } = await form(() => problem(422, 'invalid-input', { errors: [{ pointer: '/url', message: 'must be rtsp://host' }] }));
    await test(place);
    expect(at(place, 'draft-check')!.textContent).toContain('请先填写视频地址');
    type(place, 'url', 'ftp://x');
    await test(place);
    expect(at(place, 'draft-check')!.textContent).toContain('视频地址写法不对');
    const busy = await form(() => problem(503, 'unavailable'));
    type(busy.place, 'url', 'rtsp://10.0.0.9/1');
    await test(busy.place);
    expect(at(busy.place, 'draft-check')!.textContent).toContain('暂时不可用');
  });

  it('puts the fingerprint into its field', async () => {
    const { place } = await form(() =>
      answer(200, aDiagnosis({ verdict: 'ill', findings: [{ code: 'certificate-unknown', level: 'problem', details: {} }] }, { detail: `fingerprint is ${print}` })),
    );
    type(place, 'url', 'rtsps://10.0.0.9/1');
    await test(place);
    at(place, 'doctor-use-fingerprint')!.click();
    await nextTick();
    expect(place.querySelector<HTMLInputElement>('[data-field=certificateSha256]')!.value).toBe(print);
  });
});

describe('a camera that does not stream', () => {
  it('says why by its complaint, else by its state', () => {
    const status = aStatus('gate', 'refused');
    expect(whyOf(status, t)).toBe(t('cameraAdvice.refused'));
    expect(whyOf({ ...status, complaint: 'path-unknown' }, t)).toContain('摄像头上没有这个视频路径：');
    expect(whyOf({ ...status, complaint: 'failed' }, t)).toBe(whyOf(status, t));
    expect(whyOf(aStatus('gate', 'streaming'), t)).toBeNull();
  });
});
