/** What a grid worker has done and the server does not know yet. Kept on the phone, sent in order. */
import { ApiError } from '../api/problem';
import type { Case, Handling } from '../api/types';

export type ActionKind = 'accept' | 'handle' | 'close' | 'false-alarm';

export interface Action {
  id: string;
  /** Account that did it: nobody else's login sends it. */
  account: string;
  caseId: number;
  kind: ActionKind;
  note: string;
  photo: Blob | null;
  createdAt: number;
}

/** Port to where actions are kept. */
export interface OutboxStore {
  all(): Promise<Action[]>;
  put(action: Action): Promise<void>;
  remove(id: string): Promise<void>;
}

/** Port to the server. */
export interface OutboxServer {
  send(action: Action): Promise<Case>;
  read(caseId: number): Promise<Case>;
}

export interface OutboxEvents {
  changed(waiting: readonly Action[]): void;
  sent(action: Action, result: Case): void;
  dropped(action: Action, why: ApiError): void;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
const wantedState: Record<ActionKind, Handling> = {
  accept: 'accepted',
  handle: 'handled',
  close: 'closed',
  'false-alarm': 'false-alarm',
};
const order: readonly Handling[] = ['new', 'dispatched', 'accepted', 'handled', 'closed'];

/** Whether a case in this state has taken the step already: the answer to an earlier try was lost. Pure. */
export function alreadyTaken(kind: ActionKind, state: Handling): boolean {
  const wanted = wantedState[kind];
  return state === wanted || (order.includes(wanted) && order.indexOf(state) > order.indexOf(wanted));
}

export class Outbox {
  private waiting: Action[] = [];
  private running: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private again = false;

  constructor(
    private readonly account: string,
    private readonly store: OutboxStore,
    private readonly server: OutboxServer,
    private readonly events: OutboxEvents,
  ) {}

  /** Reads what an earlier page left and begins to send. */
  async open(): Promise<void> {
    const kept = await this.store.all();
    this.waiting = kept.filter((one) => one.account === this.account).sort((a, b) => a.createdAt - b.createdAt);
    this.events.changed([...this.waiting]);
    await this.flush();
  }

  /** Keeps the action for good, then tries to send. Resolves when the try is over. */
  async add(action: Action): Promise<void> {
    await this.store.put(action);
    this.waiting.push(action);
    this.events.changed([...this.waiting]);
    await this.flush();
  }

  /** Sends what waits; calls while a run is under way join it, and it looks once more at its end. */
  flush(): Promise<void> {
    clearTimeout(this.timer);
    this.again = true;
    this.running ??= this.drain();
    return this.running;
  }

  end(): void {
    clearTimeout(this.timer);
  }

  private async drain(): Promise<void> {
    try {
      do {
        this.again = false;
        await this.run();
      } while (this.again);
    } finally {
      this.running = null;
    }
  }

  private async run(): Promise<void> {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      try {
        await this.finish(next, await this.server.send(next));
      } catch (error) {
        if (!(await this.settle(next, error))) return;
      }
    }
  }

  /** Whether the queue may go on after this failure. */
  private async settle(action: Action, error: unknown): Promise<boolean> {
    if (!(error instanceof ApiError) || error.passing || error.status === 401) {
      this.later();
      return false;
    }
    if (error.kind === 'wrong-state') {
      try {
        const now = await this.server.read(action.caseId);
        if (alreadyTaken(action.kind, now.handling)) {
          await this.finish(action, now);
          return true;
        }
      } catch (problem) {
        if (problem instanceof ApiError && problem.passing) {
          this.later();
          return false;
        }
      }
    }
    await this.forget(action);
    this.events.dropped(action, error);
    return true;
  }

  private async finish(action: Action, result: Case): Promise<void> {
    this.failures = 0;
    await this.forget(action);
    this.events.sent(action, result);
  }

  private async forget(action: Action): Promise<void> {
    this.waiting = this.waiting.filter((one) => one.id !== action.id);
    await this.store.remove(action.id);
    this.events.changed([...this.waiting]);
  }

  private later(): void {
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.failures++);
    this.timer = setTimeout(() => void this.flush(), wait);
  }
}
