/** What the office sees of the village, kept fresh by the feed. */
import { computed, reactive } from 'vue';
import { api } from '../api';
import type * as T from '../api/types';
import { caseTypes, doneHandlings, openHandlings } from '../api/types';
import { setTimeZone } from '../lib/time';
import { applyFault, loadFaults } from './faults';
import { watchFeed } from './feed';

export interface VillageState {
  loaded: boolean;
  error: unknown;
  connected: boolean;
  cameras: T.Camera[];
  sensors: T.Sensor[];
  grids: T.Grid[];
  workers: T.Worker[];
  cameraStatus: Record<string, T.CameraStatus>;
  sensorStatus: Record<string, T.SensorStatus>;
  cases: Record<number, T.Case>;
  /** When the page learned of a case that opened while it watched; ms. */
  arrivedAt: Record<number, number>;
  summary: T.Summary | null;
  trend: T.TrendPoint[];
  map: T.FeatureCollection | null;
}

export const village = reactive<VillageState>({
  loaded: false,
  error: null,
  connected: false,
  cameras: [],
  sensors: [],
  grids: [],
  workers: [],
  cameraStatus: {},
  sensorStatus: {},
  cases: {},
  arrivedAt: {},
  summary: null,
  trend: [],
  map: null,
});

const RECENT = 40;
const listeners = new Set<(opened: T.Case) => void>();
let stopFeed: (() => void) | null = null;
let summaryTimer: ReturnType<typeof setInterval> | undefined;
let soonTimer: ReturnType<typeof setTimeout> | undefined;

/** Newest first, open ones only. */
export const openCases = computed(() =>
  Object.values(village.cases)
    .filter((one) => openHandlings.includes(one.handling))
    .sort((a, b) => b.id - a.id),
);

/** Those that are over, the latest first. */
export const doneCases = computed(() =>
  Object.values(village.cases)
    .filter((one) => !openHandlings.includes(one.handling))
    .sort((a, b) => (b.closedAt ?? '').localeCompare(a.closedAt ?? '')),
);

/** Open cases of each camera. */
export const casesByCamera = computed(() => {
  const found = new Map<string, T.Case[]>();
  for (const one of openCases.value) {
    if (one.cameraId) found.set(one.cameraId, [...(found.get(one.cameraId) ?? []), one]);
  }
  return found;
});

/** Tells of every case that opens from now on; returns how to stop. */
export function onCaseOpened(listener: (opened: T.Case) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function loadVillage(): Promise<void> {
  try {
    const [cameras, sensors, grids, workers, map, system] = await Promise.all([
      api.cameras(),
      api.sensors(),
      api.grids(),
      api.workers(),
      api.map(),
      api.system(),
    ]);
    setTimeZone(system.timeZone);
    Object.assign(village, { cameras, sensors, grids, workers, map });
    await refresh();
    village.loaded = true;
    village.error = null;
  } catch (error) {
    village.error = error;
  }
}

/** Reads again what the feed may have missed. */
async function refresh(): Promise<void> {
  const [cameraStatuses, sensorStatuses, open, recent] = await Promise.all([
    api.cameraStatuses(),
    api.sensorStatuses(),
    api.cases({ handling: openHandlings, about: 'village', limit: 200 }),
    api.cases({ handling: doneHandlings, about: 'village', limit: RECENT }),
    loadCounts(),
    loadFaults(),
  ]);
  village.cameraStatus = Object.fromEntries(cameraStatuses.map((one) => [one.cameraId, one]));
  village.sensorStatus = Object.fromEntries(sensorStatuses.map((one) => [one.sensorId, one]));
  village.cases = Object.fromEntries([...open.items, ...recent.items].map((one) => [one.id, one]));
}

async function loadCounts(): Promise<void> {
  const hour = 3_600_000;
  const from = new Date(Math.floor(Date.now() / hour) * hour - 23 * hour);
  const [summary, trend] = await Promise.all([api.summary(), api.trend(from, 1)]);
  village.summary = summary;
  village.trend = trend;
  const known = village.cameras.length === summary.cameras.total && village.sensors.length === summary.sensors.total;
  if (village.loaded && !known) [village.cameras, village.sensors] = await Promise.all([api.cameras(), api.sensors()]);
}

/** Counts again in a moment, once for many changes. */
function countSoon(): void {
  soonTimer ??= setTimeout(() => {
    soonTimer = undefined;
    loadCounts().catch(() => {});
  }, 800);
}

export function applyMessage(message: T.FeedMessage, now = Date.now()): void {
  switch (message.type) {
    case 'case':
      applyCase(message.case, message.step.action === 'opened', now);
      break;
    case 'camera':
      village.cameraStatus[message.status.cameraId] = message.status;
      countSoon();
      break;
    case 'readings':
      for (const reading of message.readings) applyReading(reading);
      break;
    default:
  }
}

function applyCase(changed: T.Case, opened: boolean, now: number): void {
  // What is wrong with cameras and the hub is the admin's: the screen shows what happens in the village.
  if (!caseTypes.some((type) => type === changed.type)) return applyFault(changed);
  const known = village.cases[changed.id];
  if (known && known.version > changed.version) return;
  village.cases[changed.id] = changed;
  if (!openHandlings.includes(changed.handling)) forgetOld();
  countSoon();
  if (!opened || known) return;
  village.arrivedAt[changed.id] = now;
  for (const listener of listeners) listener(changed);
}

/** A wall display runs for months: of the cases that are over, only the latest stay. */
function forgetOld(): void {
  for (const old of doneCases.value.slice(RECENT)) {
    delete village.cases[old.id];
    delete village.arrivedAt[old.id];
  }
}

function applyReading(reading: T.Reading): void {
  const status = village.sensorStatus[reading.sensorId];
  if (!status) return;
  const known = status.readings.find((one) => one.metric === reading.metric);
  if (known && known.time > reading.time) return;
  const others = status.readings.filter((one) => one.metric !== reading.metric);
  status.readings = [...others, reading];
  status.lastHeardAt = reading.time;
  if (!status.online) countSoon();
  status.online = true;
  status.offline = null;
}

export function watchVillage(): void {
  if (stopFeed) return;
  stopFeed = watchFeed({
    connected: (now) => (village.connected = now),
    message: applyMessage,
    back: () => void loadVillage().catch(() => {}),
  });
  summaryTimer = setInterval(() => void loadCounts().catch(() => {}), 30_000);
}

export function leaveVillage(): void {
  stopFeed?.();
  stopFeed = null;
  clearInterval(summaryTimer);
  village.connected = false;
}
