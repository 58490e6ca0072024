// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LastingSocket, SESSION_ENDED } from '../src/lib/socket';

class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 3;
  static all: FakeSocket[] = [];
  readyState = FakeSocket.CONNECTING;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: string[] = [];

  constructor(readonly url: string) {
    FakeSocket.all.push(this);
  }

  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  drop(code: number): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code });
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }
}

const latest = () => FakeSocket.all.at(-1)!;

describe('a lasting socket', () => {
  const events = { open: vi.fn(), message: vi.fn(), closed: vi.fn() };
  let socket: LastingSocket;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetAllMocks();
    FakeSocket.all = [];
    vi.stubGlobal('WebSocket', FakeSocket);
    socket = new LastingSocket('ws://hub/feed', events);
  });
  afterEach(() => {
    socket.end();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('hands on messages and sends only while it is open', () => {
    expect(socket.send({ ack: 1 })).toBe(false);
    latest().open();
    latest().onmessage?.({ data: 'x' });
    expect(events.message).toHaveBeenCalledWith('x');
    expect(socket.send({ ack: 1 })).toBe(true);
    expect(latest().sent).toEqual(['{"ack":1}']);
  });

  it('comes back after a loss', () => {
    latest().open();
    latest().drop(1006);
    expect(events.closed).toHaveBeenCalledWith(1006);
    vi.advanceTimersByTime(500);
    expect(FakeSocket.all).toHaveLength(2);
    latest().open();
    expect(events.open).toHaveBeenCalledTimes(2);
  });

  it('stays away when the session has ended', () => {
    latest().open();
    latest().drop(SESSION_ENDED);
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });

  it('connects anew at once when the network is back, even where the old one looks open', () => {
    latest().open();
    window.dispatchEvent(new Event('online'));
    expect(FakeSocket.all.map((one) => one.readyState)).toEqual([FakeSocket.CLOSED, FakeSocket.CONNECTING]);
    expect(events.closed).not.toHaveBeenCalled();
  });

  it('ends for good', () => {
    latest().open();
    socket.end();
    window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
  });
});
