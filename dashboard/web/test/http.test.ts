import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { address, get, request, whenLoggedOut } from '../src/api/http';
import { ApiError } from '../src/api/problem';
import { answer, problem } from './makes';

const fetched = vi.fn<typeof fetch>();

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await work.then(
    () => expect.unreachable('it should have failed'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}

beforeEach(() => vi.stubGlobal('fetch', fetched.mockReset()));
afterEach(() => vi.unstubAllGlobals());

describe('requests', () => {
  it('write a query with repeated names and leave out what is undefined', () => {
    expect(address('/cases', { handling: ['new', 'accepted'], limit: 5, beforeId: undefined })).toBe(
      '/api/v1/cases?handling=new&handling=accepted&limit=5',
    );
  });

  it('send If-Match and JSON, and give the ETag back', async () => {
    fetched.mockResolvedValue(answer(200, { id: 'a' }, { ETag: '"4"' }));
    const got = await request('PUT', '/cameras/a', { body: { id: 'a' }, etag: '"3"' });
    expect(got).toEqual({ data: { id: 'a' }, etag: '"4"' });
    const init = fetched.mock.calls[0]?.[1];
    expect(init?.headers).toMatchObject({ 'If-Match': '"3"', 'Content-Type': 'application/json' });
    expect(init?.body).toBe('{"id":"a"}');
  });

  it('leave the content type of a form to the browser', async () => {
    fetched.mockResolvedValue(answer(200, {}));
    await request('POST', '/cases/1/handle', { body: new FormData() });
    expect(fetched.mock.calls[0]?.[1]?.headers).not.toHaveProperty('Content-Type');
  });

  it('say offline when no answer comes', async () => {
    fetched.mockRejectedValue(new TypeError('failed to fetch'));
    const error = await failure(get('/summary'));
    expect([error.kind, error.status, error.passing]).toEqual(['offline', 0, true]);
  });

  it('tell when the session is over, but not when a login is wrong', async () => {
    const over = vi.fn();
    whenLoggedOut(over);
    fetched.mockResolvedValueOnce(problem(401, 'wrong-login')).mockResolvedValueOnce(problem(401, 'not-logged-in'));
    await failure(request('POST', '/session', { body: {} }));
    expect(over).not.toHaveBeenCalled();
    await failure(get('/summary'));
    expect(over).toHaveBeenCalledOnce();
  });
});

describe('problems', () => {
  it('name every field that is wrong, and what belongs to no field', async () => {
    const errors = [
      { pointer: '/url', message: 'no rtsp address' },
      { pointer: '/metrics/0/name', message: 'missing' },
      { parameter: 'If-Match', message: 'missing' },
      { pointer: '/other', message: 'unknown' },
    ];
    fetched.mockResolvedValue(problem(400, 'invalid-input', { errors }));
    const error = await failure(request('POST', '/cameras', { body: {} }));
    expect(error.at('/url').map((one) => one.message)).toEqual(['no rtsp address']);
    expect(error.at('/metrics')).toEqual([]);
    expect(error.at('/metrics', true).map((one) => one.message)).toEqual(['missing']);
    expect(error.elsewhere(['/url', '/metrics']).map((one) => one.message)).toEqual(['missing', 'unknown']);
    expect(error.passing).toBe(false);
  });

  it('survive a body that is no JSON, and keep Retry-After', async () => {
    fetched.mockResolvedValueOnce(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    const gateway = await failure(get('/summary'));
    expect([gateway.kind, gateway.title, gateway.passing]).toEqual(['http', 'Bad Gateway', true]);
    fetched.mockResolvedValueOnce(answer(429, { type: 'urn:gengfu:problem:too-many-logins', title: 'x' }, { 'Retry-After': '8' }));
    expect((await failure(get('/summary'))).retryAfterSeconds).toBe(8);
  });

  it('ignore errors of a wrong shape', async () => {
    fetched.mockResolvedValue(problem(400, 'invalid-input', { errors: [null, 3, { pointer: '/a' }, { message: 'm' }] }));
    expect((await failure(get('/x'))).fields).toEqual([{ message: 'm' }]);
  });
});
