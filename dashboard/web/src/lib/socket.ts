/** A WebSocket that comes back by itself, with a growing and jittered wait. */
export interface SocketEvents {
  open?(): void;
  message(data: string | ArrayBuffer): void;
  /** Closed by what code; another try follows unless the code is in `fatalCodes`. */
  closed?(code: number): void;
}

/** The server's close code for a session that has ended. */
export const SESSION_ENDED = 4401;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A connection that stood this long counts as good: the next wait is short again. */
const GOOD_AFTER_MS = 5_000;

export function waitBefore(attempt: number, random = Math.random()): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return longest * (0.5 + random / 2);
}

export class LastingSocket {
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private openedAt = 0;
  private ended = false;
  private readonly wake = () => this.retryNow();

  constructor(
    private readonly url: string,
    private readonly events: SocketEvents,
    private readonly fatalCodes: readonly number[] = [SESSION_ENDED],
  ) {
    window.addEventListener('online', this.wake);
    this.connect();
  }

  get isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  send(message: unknown): boolean {
    if (!this.isOpen) return false;
    this.socket?.send(JSON.stringify(message));
    return true;
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
    window.removeEventListener('online', this.wake);
    this.socket?.close(1000);
  }

  private connect(): void {
    const socket = new WebSocket(this.url);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onopen = () => {
      this.openedAt = Date.now();
      this.events.open?.();
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => this.events.message(event.data);
    socket.onclose = (event) => this.closed(event.code);
  }

  private closed(code: number): void {
    if (this.ended) return;
    this.events.closed?.(code);
    if (this.fatalCodes.includes(code)) return;
    if (this.openedAt && Date.now() - this.openedAt > GOOD_AFTER_MS) this.attempt = 0;
    this.openedAt = 0;
    this.timer = setTimeout(() => this.connect(), waitBefore(this.attempt++));
  }

  /** The network is back: a connection from before may be dead without knowing it. */
  private retryNow(): void {
    if (this.ended || this.socket?.readyState === WebSocket.CONNECTING) return;
    clearTimeout(this.timer);
    if (this.socket) {
      this.socket.onclose = null;
      this.socket.close();
    }
    this.attempt = 0;
    this.connect();
  }
}
