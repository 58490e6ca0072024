/** A table's cameras that are looked for by id or name, or that are among some. */
import { computed, ref, type ComputedRef, type Ref } from 'vue';

export interface CameraFilter<T> {
  /** What is looked for. */
  text: Ref<string>;
  /** Whether only those are shown for which `among` holds. */
  only: Ref<boolean>;
  shown: ComputedRef<T[]>;
}

export function useCameraFilter<T extends { cameraId: string }>(
  all: () => readonly T[],
  names: () => ReadonlyMap<string, string>,
  among: (one: T) => boolean,
): CameraFilter<T> {
  const text = ref('');
  const only = ref(false);
  const shown = computed(() => {
    const wanted = text.value.trim().toLowerCase();
    return all().filter((one) => {
      if (only.value && !among(one)) return false;
      return !wanted || `${one.cameraId} ${names().get(one.cameraId) ?? ''}`.toLowerCase().includes(wanted);
    });
  });
  return { text, only, shown };
}
