/** Who shares a technical case: names once, how each is again and again. Ids alone are worth showing while these fail. */
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';

const STATUS_EVERY_MS = 5_000;

export interface Members<S> {
  names: Readonly<ShallowRef<ReadonlyMap<string, string>>>;
  statuses: Readonly<ShallowRef<ReadonlyMap<string, S>>>;
}

export function useMembers<S>(
  readNames: () => Promise<readonly { id: string; name: string }[]>,
  readStatuses: () => Promise<readonly S[]>,
  idOf: (status: S) => string,
): Members<S> {
  const names = shallowRef<ReadonlyMap<string, string>>(new Map());
  const statuses = shallowRef<ReadonlyMap<string, S>>(new Map());

  async function load(): Promise<void> {
    statuses.value = new Map((await readStatuses()).map((one) => [idOf(one), one]));
  }

  readNames().then((all) => (names.value = new Map(all.map((one) => [one.id, one.name])))).catch(() => {});
  load().catch(() => {});
  const timer = setInterval(() => void load().catch(() => {}), STATUS_EVERY_MS);
  onBeforeUnmount(() => clearInterval(timer));
  return { names, statuses };
}
