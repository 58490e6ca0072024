import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../src/api/problem';
import type { Case } from '../src/api/types';
import { alreadyTaken, Outbox, type Action, type OutboxStore } from '../src/worker/outbox';
import { memoryStore } from '../src/worker/outboxStore';
import { aCase } from './makes';

const refused = (status: number, kind: string) => new ApiError(status, kind, kind, null, []);

function action(id: string, over: Partial<Action> = {}): Action {
  return { id, account: 'wang', caseId: 7, kind: 'accept', note: '', photo: null, createdAt: Number(id), ...over };
}

describe('the outbox', () => {
  let store: OutboxStore;
  const send = vi.fn<(action: Action) => Promise<Case>>();
  const read = vi.fn<(id: number) => Promise<Case>>();
  const events = { changed: vi.fn(), sent: vi.fn(), dropped: vi.fn() };
  let outbox: Outbox;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetAllMocks();
    store = memoryStore();
    outbox = new Outbox('wang', store, { send, read }, events);
    send.mockResolvedValue(aCase());
  });
  afterEach(() => {
    outbox.end();
    vi.useRealTimers();
  });

  it('sends at once with a network and forgets what was sent', async () => {
    await outbox.add(action('1'));
    expect(send).toHaveBeenCalledOnce();
    expect(await store.all()).toEqual([]);
    expect(events.sent).toHaveBeenCalledOnce();
  });

  it('keeps actions without a network and sends them in order when it is back', async () => {
    send.mockRejectedValue(ApiError.offline());
    await outbox.add(action('1'));
    await outbox.add(action('2', { kind: 'handle', note: 'done', photo: new Blob(['x']) }));
    expect(await store.all()).toHaveLength(2);
    send.mockReset().mockResolvedValue(aCase());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(send.mock.calls.map(([one]) => one.id)).toEqual(['1', '2']);
    expect(send.mock.calls[1]?.[0].photo).toBeInstanceOf(Blob);
    expect(await store.all()).toEqual([]);
  });

  it('waits longer after each failure, and a minute at most', async () => {
    send.mockRejectedValue(refused(503, 'unavailable'));
    await outbox.add(action('1'));
    await vi.advanceTimersByTimeAsync(2_000 + 4_000 + 8_000 + 16_000 + 32_000);
    expect(send).toHaveBeenCalledTimes(6);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(send).toHaveBeenCalledTimes(6);
    await vi.advanceTimersByTimeAsync(1);
    expect(send).toHaveBeenCalledTimes(7);
  });

  it('goes on after a restart of the page, with the own actions only', async () => {
    await store.put(action('2', { account: 'li' }));
    await store.put(action('3'));
    await store.put(action('1'));
    await outbox.open();
    expect(send.mock.calls.map(([one]) => one.id)).toEqual(['1', '3']);
    expect((await store.all()).map((one) => one.id)).toEqual(['2']);
  });

  it('drops what the server refuses for good, says so, and goes on', async () => {
    send.mockRejectedValueOnce(refused(403, 'not-yours'));
    await store.put(action('1'));
    await store.put(action('2'));
    await outbox.open();
    expect(events.dropped).toHaveBeenCalledOnce();
    expect(events.sent).toHaveBeenCalledOnce();
    expect(await store.all()).toEqual([]);
  });

  it('takes a repeat whose first answer was lost for sent', async () => {
    send.mockRejectedValueOnce(refused(409, 'wrong-state'));
    read.mockResolvedValue(aCase({ handling: 'handled' }));
    await outbox.add(action('1', { kind: 'handle' }));
    expect(events.sent).toHaveBeenCalledOnce();
    expect(events.dropped).not.toHaveBeenCalled();
  });

  it('drops a step that the case has not taken and can not take', async () => {
    send.mockRejectedValueOnce(refused(409, 'wrong-state'));
    read.mockResolvedValue(aCase({ handling: 'false-alarm' }));
    await outbox.add(action('1', { kind: 'handle' }));
    expect(events.dropped).toHaveBeenCalledOnce();
  });

  it('keeps everything when the session has ended', async () => {
    send.mockRejectedValue(refused(401, 'not-logged-in'));
    await outbox.add(action('1'));
    expect(await store.all()).toHaveLength(1);
    expect(events.dropped).not.toHaveBeenCalled();
  });

  it('runs once when asked twice at the same time', async () => {
    await Promise.all([outbox.add(action('1')), outbox.flush(), outbox.flush()]);
    expect(send).toHaveBeenCalledOnce();
  });

  it('knows which states a step leads to or past', () => {
    expect(alreadyTaken('accept', 'accepted')).toBe(true);
    expect(alreadyTaken('accept', 'closed')).toBe(true);
    expect(alreadyTaken('handle', 'accepted')).toBe(false);
    expect(alreadyTaken('false-alarm', 'closed')).toBe(false);
    expect(alreadyTaken('close', 'false-alarm')).toBe(false);
  });
});
