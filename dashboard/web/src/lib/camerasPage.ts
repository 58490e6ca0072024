/** What an admin's page on all cameras shows: it is read again and again, and goes on with what it had while that fails. */
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { api } from '../api';
import { setTimeZone } from './time';

export interface CamerasPage<T> {
  /** Null until it was read once. */
  shown: Readonly<ShallowRef<T | null>>;
  /** What was shown before that; null where that is the first. */
  before: Readonly<ShallowRef<T | null>>;
  error: Readonly<ShallowRef<unknown>>;
  /** Of the cameras, by id. */
  names: Readonly<ShallowRef<ReadonlyMap<string, string>>>;
  /** Begins anew after a failure. */
  start: () => Promise<void>;
}

export function useCamerasPage<T>(read: () => Promise<T>, everyMs: number): CamerasPage<T> {
  const shown = shallowRef<T | null>(null);
  const before = shallowRef<T | null>(null);
  const error = shallowRef<unknown>(null);
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());

  async function start(): Promise<void> {
    error.value = null;
    try {
      const [cameras, system] = await Promise.all([api.cameras(), api.system()]);
      setTimeZone(system.timeZone);
      names.value = new Map(cameras.map((one) => [one.id, one.name]));
    } catch (problem) {
      error.value = problem;
      return;
    }
    await refresh();
  }

  async function refresh(): Promise<void> {
    try {
      const next = await read();
      before.value = shown.value;
      shown.value = next;
      error.value = null;
    } catch (problem) {
      error.value = problem;
    }
  }

  const timer = setInterval(() => shown.value && void refresh(), everyMs);
  onBeforeUnmount(() => clearInterval(timer));
  void start();
  return { shown, before, error, names, start };
}
