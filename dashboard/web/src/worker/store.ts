/** A grid worker's cases, kept fresh by the feed, and the outbox. */
import { computed, reactive } from 'vue';
import { api } from '../api';
import { socketAddress } from '../api/http';
import { ApiError } from '../api/problem';
import { openHandlings, type Case, type FeedMessage, type Notification } from '../api/types';
import { language, t } from '../i18n';
import { clap } from '../lib/clapper';
import { says } from '../lib/says';
import { LastingSocket, SESSION_ENDED } from '../lib/socket';
import { toast } from '../lib/toast';
import { session, sessionMayBeOver } from '../stores/session';
import { Outbox, type Action, type ActionKind } from './outbox';
import { openOutboxStore } from './outboxStore';

const KEPT = 'gengfu.worker.cases';
const RELOAD_MS = 60_000;

interface WorkerState {
  loaded: boolean;
  error: unknown;
  connected: boolean;
  /** Whether the last request got an answer. */
  reachable: boolean;
  updatedAt: number;
  cases: Record<number, Case>;
  waiting: readonly Action[];
  push: Notification | null;
}

export const worker = reactive<WorkerState>({
  loaded: false,
  error: null,
  connected: false,
  reachable: true,
  updatedAt: 0,
  cases: {},
  waiting: [],
  push: null,
});

/** Whether what is done now goes out at once, and news come in. */
export const online = computed(() => worker.connected && worker.reachable);

const newestFirst = (a: Case, b: Case) => b.id - a.id;
export const todo = computed(() =>
  Object.values(worker.cases).filter((one) => openHandlings.includes(one.handling)).sort(newestFirst),
);
export const done = computed(() =>
  Object.values(worker.cases).filter((one) => !openHandlings.includes(one.handling)).sort(newestFirst),
);

/** The action of a case that waits to be sent; undefined for none. */
export const waitingFor = (caseId: number) => worker.waiting.filter((one) => one.caseId === caseId).at(-1);

let outbox: Outbox | null = null;
let socket: LastingSocket | null = null;
let timer: ReturnType<typeof setInterval> | undefined;
/** Account whose cases these are: another one begins anew. */
let startedFor = '';

export async function load(): Promise<void> {
  try {
    const page = await api.cases({ limit: 100 });
    worker.cases = Object.fromEntries(page.items.map((one) => [one.id, one]));
    worker.loaded = true;
    worker.error = null;
    worker.reachable = true;
    worker.updatedAt = Date.now();
    keep();
    void outbox?.flush();
  } catch (error) {
    worker.error = error;
    if (error instanceof ApiError && error.status === 0) worker.reachable = false;
    if (!worker.loaded) recall();
  }
}

function keep(): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify({ account: session.account?.name, cases: todo.value }));
  } catch {
    // A full store: the list is simply not there after a restart without network.
  }
}

/** What was known before the network went. */
function recall(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? 'null') as { account: string; cases: Case[] } | null;
    if (!kept || kept.account !== session.account?.name) return;
    worker.cases = Object.fromEntries(kept.cases.map((one) => [one.id, one]));
    worker.loaded = true;
  } catch {
    // Nothing usable was kept.
  }
}

export function put(one: Case): void {
  if (one.workerId !== session.account?.workerId) delete worker.cases[one.id];
  else if ((worker.cases[one.id]?.version ?? 0) <= one.version) worker.cases[one.id] = one;
  keep();
}

function receive(message: FeedMessage): void {
  if (message.type === 'case') put(message.case);
  if (message.type !== 'notification') return;
  const { notification } = message;
  worker.push = notification;
  socket?.send({ ack: notification.id });
  navigator.vibrate?.([200, 100, 200]);
  clap(notification.severity === 'high' || notification.severity === 'critical');
  void load();
}

export const pushTitle = (one: Notification) => (language() === 'en' ? one.titleEnglish : one.titleChinese);
export const pushBody = (one: Notification) => (language() === 'en' ? one.bodyEnglish : one.bodyChinese);

/** Does something to a case: kept first, then sent, now or when the network is back. */
export async function act(caseId: number, kind: ActionKind, note = '', photo: Blob | null = null): Promise<void> {
  const account = session.account?.name ?? '';
  const id = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  await outbox?.add({ id, account, caseId, kind, note, photo, createdAt: Date.now() });
}

function transmit(action: Action): Promise<Case> {
  switch (action.kind) {
    case 'accept':
      return api.accept(action.caseId);
    case 'handle':
      return api.handle(action.caseId, action.note, action.photo);
    case 'close':
      return api.close(action.caseId, action.note);
    case 'false-alarm':
      return api.falseAlarm(action.caseId, action.note);
  }
}

async function openOutbox(): Promise<void> {
  outbox = new Outbox(
    session.account?.name ?? '',
    await openOutboxStore(),
    { send: transmit, read: async (id) => (await api.case(id)).case },
    {
      changed: (waiting) => (worker.waiting = waiting),
      sent: (_, result) => {
        put(result);
        toast('ok', t('worker.sent'), 2500);
      },
      dropped: (_, why: ApiError) => {
        toast('bad', t('worker.dropped', { message: says(why, t) }), 8000);
        void load();
      },
    },
  );
  await outbox.open();
}

const woken = () => {
  if (!document.hidden) void load();
};
const networkGone = () => {
  worker.reachable = false;
};

export function startWorker(): void {
  const account = session.account?.name ?? '';
  if (socket && startedFor === account) return;
  stopWorker();
  startedFor = account;
  void openOutbox().then(load);
  socket = new LastingSocket(socketAddress('/feed'), {
    open() {
      worker.connected = true;
      void load();
    },
    message(data) {
      if (typeof data === 'string') receive(JSON.parse(data) as FeedMessage);
    },
    closed(code) {
      worker.connected = false;
      if (code === SESSION_ENDED) sessionMayBeOver();
    },
  });
  timer = setInterval(woken, RELOAD_MS);
  document.addEventListener('visibilitychange', woken);
  window.addEventListener('online', woken);
  window.addEventListener('offline', networkGone);
}

export function stopWorker(): void {
  socket?.end();
  socket = null;
  outbox?.end();
  outbox = null;
  clearInterval(timer);
  document.removeEventListener('visibilitychange', woken);
  window.removeEventListener('online', woken);
  window.removeEventListener('offline', networkGone);
  Object.assign(worker, { loaded: false, connected: false, cases: {}, waiting: [], push: null });
}
