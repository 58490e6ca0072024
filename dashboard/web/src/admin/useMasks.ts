/** The privacy masks of one camera while they are edited. They are saved with the camera, all at once. */
import { computed, ref, shallowRef } from 'vue';
import { api } from '../api';
import { ApiError } from '../api/problem';
import type { Camera, Corner } from '../api/types';

/** As many as the server takes. */
export const MOST_MASKS = 32;

export interface MaskDraft {
  key: number;
  polygon: Corner[];
}

export function useMasks(cameraId: string) {
  const camera = shallowRef<Camera | null>(null);
  const masks = ref<MaskDraft[]>([]);
  const chosen = ref<number | null>(null);
  const dirty = ref(false);
  const loaded = ref(false);
  const loadError = shallowRef<unknown>(null);
  const error = shallowRef<ApiError | null>(null);
  let etag = '';
  let lastKey = 0;

  const current = computed(() => masks.value.find((one) => one.key === chosen.value) ?? null);

  function take(found: Camera, tag: string): void {
    camera.value = found;
    etag = tag;
    masks.value = (found.masks ?? []).map((polygon) => ({ key: ++lastKey, polygon }));
    chosen.value = masks.value[0]?.key ?? null;
    dirty.value = false;
  }

  async function load(): Promise<void> {
    try {
      const read = await api.read<Camera>('cameras', cameraId);
      take(read.data, read.etag ?? '');
      loaded.value = true;
      loadError.value = null;
      error.value = null;
    } catch (problem) {
      loadError.value = problem;
    }
  }

  function add(polygon: Corner[]): void {
    if (masks.value.length >= MOST_MASKS) return;
    masks.value.push({ key: ++lastKey, polygon });
    chosen.value = lastKey;
    dirty.value = true;
  }

  function change(polygon: Corner[]): void {
    if (!current.value) return;
    current.value.polygon = polygon;
    dirty.value = true;
  }

  function remove(): void {
    masks.value = masks.value.filter((one) => one.key !== chosen.value);
    chosen.value = masks.value[0]?.key ?? null;
    dirty.value = true;
  }

  /** True where they are saved. */
  async function save(): Promise<boolean> {
    if (!camera.value) return false;
    error.value = null;
    try {
      const body = { ...camera.value, masks: masks.value.map((one) => one.polygon) };
      const saved = await api.replace<Camera>('cameras', cameraId, body, etag);
      take(saved.data, saved.etag ?? '');
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      error.value = problem;
      return false;
    }
  }

  return { camera, masks, chosen, current, dirty, loaded, loadError, error, load, add, change, remove, save };
}
