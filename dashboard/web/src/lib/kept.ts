import { ref, watch, type Ref } from 'vue';

/** A setting that is remembered on this device. */
export function kept<T extends string | number | boolean>(key: string, first: T): Ref<T> {
  const stored = read(key);
  const value = ref(stored !== null && typeof stored === typeof first ? (stored as T) : first) as Ref<T>;
  watch(value, (next) => {
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Private mode or a full store: the setting holds for this page only.
    }
  });
  return value;
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}
