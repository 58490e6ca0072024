// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { MOST_MASKS, useMasks } from '../src/admin/useMasks';
import type { Corner } from '../src/api/types';
import { answer, problem } from './makes';

const triangle: Corner[] = [[0.1, 0.1], [0.5, 0.1], [0.3, 0.4]];
const camera = { id: 'gate', name: '村口', url: 'rtsp://h/1', sharpPeople: false, masks: [triangle], version: 3 };

afterEach(() => vi.unstubAllGlobals());

function server(...answers: Response[]) {
  const fetched = vi.fn();
  for (const one of answers) fetched.mockResolvedValueOnce(one);
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

describe('the masks of a camera', () => {
  it('are saved with the camera, all at once, with the version they were read at', async () => {
    const later = { ...camera, masks: [triangle, triangle], version: 4 };
    const fetched = server(answer(200, camera, { ETag: '"3"' }), answer(200, later, { ETag: '"4"' }));
    const edited = useMasks('gate');
    await edited.load();
    expect(edited.masks.value.map((one) => one.polygon)).toEqual([triangle]);
    edited.add(triangle);
    expect(edited.dirty.value).toBe(true);
    expect(await edited.save()).toBe(true);
    expect(edited.dirty.value).toBe(false);
    const [path, request] = fetched.mock.calls[1]!;
    expect(String(path)).toContain('/cameras/gate');
    expect(request.method).toBe('PUT');
    expect(new Headers(request.headers).get('If-Match')).toBe('"3"');
    const body = JSON.parse(request.body as string);
    expect(body.masks).toEqual([triangle, triangle]);
    expect(body.url).toBe('rtsp://h/1');
  });

  it('stay as drawn where the server refuses them', async () => {
    server(answer(200, camera, { ETag: '"3"' }), problem(412, 'stale-version'));
    const edited = useMasks('gate');
    await edited.load();
    edited.remove();
    expect(await edited.save()).toBe(false);
    expect(edited.error.value?.kind).toBe('stale-version');
    expect(edited.masks.value).toEqual([]);
    expect(edited.dirty.value).toBe(true);
  });

  it('are not more than the server takes', async () => {
    server(answer(200, { ...camera, masks: Array.from({ length: MOST_MASKS }, () => triangle) }, { ETag: '"3"' }));
    const edited = useMasks('gate');
    await edited.load();
    edited.add(triangle);
    expect(edited.masks.value).toHaveLength(MOST_MASKS);
    expect(edited.dirty.value).toBe(false);
  });
});
