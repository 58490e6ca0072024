/** Technical cases: what is wrong with cameras and the hub itself, kept fresh by the feed. */
import { computed, reactive } from 'vue';
import { api } from '../api';
import { doneHandlings, openHandlings, severities, type Case, type FeedMessage } from '../api/types';
import { setTimeZone } from '../lib/time';
import { watchFeed } from './feed';

export const faults = reactive<{ loaded: boolean; error: unknown; cases: Record<number, Case> }>({
  loaded: false,
  error: null,
  cases: {},
});

/** How many of those that are over are kept. */
const RECENT = 40;
const PAGE = 500;
/** Cameras times kinds, far more than can be looked through. */
const MOST_PAGES = 6;

const isOpen = (one: Case) => openHandlings.includes(one.handling);

/** The worst first, and of equal ones the latest. */
export const openFaults = computed(() =>
  Object.values(faults.cases)
    .filter(isOpen)
    .sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity) || b.id - a.id),
);

/** Those that are over, the latest first. */
export const doneFaults = computed(() =>
  Object.values(faults.cases)
    .filter((one) => !isOpen(one))
    .sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? '') || b.id - a.id),
);

/** What the feed tells while the lists are being read may be missing in them. */
let heard: Case[] = [];
let loading: Promise<void> | null = null;

/** Reads all that are open and the latest that are over. */
export function loadFaults(): Promise<void> {
  loading ??= load().finally(() => (loading = null));
  return loading;
}

async function load(): Promise<void> {
  heard = [];
  try {
    const [open, done] = await Promise.all([
      readOpen(),
      api.cases({ handling: doneHandlings, about: 'technical', limit: RECENT }),
    ]);
    faults.cases = Object.fromEntries([...open, ...done.items].map((one) => [one.id, one]));
    heard.forEach(take);
    faults.loaded = true;
    faults.error = null;
  } catch (error) {
    faults.error = error;
  }
}

async function readOpen(): Promise<Case[]> {
  const all: Case[] = [];
  let beforeId: number | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, next } = await api.cases({ handling: openHandlings, about: 'technical', limit: PAGE, ...(beforeId ? { beforeId } : {}) });
    all.push(...items);
    if (next === null) break;
    beforeId = next;
  }
  return all;
}

/** Takes a technical case that is new or has changed; one of the village, or an older version, is left alone. */
export function applyFault(changed: Case): void {
  if (!changed.fault) return;
  if (loading) heard.push(changed);
  take(changed);
}

function take(changed: Case): void {
  const known = faults.cases[changed.id];
  if (known && known.version > changed.version) return;
  faults.cases[changed.id] = changed;
  for (const old of doneFaults.value.slice(RECENT)) delete faults.cases[old.id];
}

/** Loads and watches, for pages that show no village; returns how to stop. */
export function watchFaults(also: (message: FeedMessage) => void = () => {}): () => void {
  // Times are the village's; where that is not known, the device's.
  void api.system().then((system) => setTimeZone(system.timeZone)).catch(() => {}).finally(loadFaults);
  return watchFeed({
    message(message) {
      if (message.type === 'case') applyFault(message.case);
      also(message);
    },
    back: () => void loadFaults(),
  });
}
