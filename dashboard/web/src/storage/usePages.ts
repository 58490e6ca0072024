/** A list that comes page by page, newest first. */
import { ref, shallowRef } from 'vue';
import type { Page } from '../api/recording';

export function usePages<X>(fetchPage: (beforeId?: number) => Promise<Page<X>>) {
  const items = shallowRef<X[]>([]);
  const next = ref<number | null>(null);
  const loaded = ref(false);
  const busy = ref(false);
  const error = shallowRef<unknown>(null);
  let asked = 0;

  async function get(beforeId?: number): Promise<void> {
    const mine = ++asked;
    busy.value = true;
    try {
      const page = await fetchPage(beforeId);
      if (mine !== asked) return;
      items.value = beforeId === undefined ? page.items : [...items.value, ...page.items];
      next.value = page.next;
      loaded.value = true;
      error.value = null;
    } catch (problem) {
      if (mine === asked) error.value = problem;
    } finally {
      if (mine === asked) busy.value = false;
    }
  }

  /** From the newest on. */
  const reload = () => get();
  const more = () => (next.value === null ? Promise.resolve() : get(next.value));
  return { items, next, loaded, busy, error, reload, more };
}
