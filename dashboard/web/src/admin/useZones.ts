/** The zones of one camera while they are edited: what stands on the server, and what was changed. */
import { computed, ref, shallowRef } from 'vue';
import { api, etagOf } from '../api';
import { ApiError } from '../api/problem';
import type { Camera, Corner, Zone } from '../api/types';
import { bodyOf, draftOf, type Draft } from './draft';
import { freeZoneId } from './polygon';
import { zoneFields } from './specs';

export interface ZoneDraft {
  key: number;
  zone: Draft & { polygon: Corner[] };
  /** Version it was read at; 0 for one that is not on the server yet. */
  version: number;
  dirty: boolean;
}

export function useZones(cameraId: string) {
  const camera = shallowRef<Camera | null>(null);
  const drafts = ref<ZoneDraft[]>([]);
  const chosen = ref<number | null>(null);
  const loaded = ref(false);
  const loadError = shallowRef<unknown>(null);
  const error = shallowRef<ApiError | null>(null);
  let taken = new Set<string>();
  let lastKey = 0;

  const current = computed(() => drafts.value.find((one) => one.key === chosen.value) ?? null);
  const dirty = computed(() => drafts.value.some((one) => one.dirty));

  function wrap(zone: Zone | Draft, version: number): ZoneDraft {
    return { key: ++lastKey, zone: draftOf(zone as Draft, zoneFields) as ZoneDraft['zone'], version, dirty: version === 0 };
  }

  async function load(): Promise<void> {
    try {
      const [read, all] = await Promise.all([api.read<Camera>('cameras', cameraId), api.list<Zone>('zones')]);
      camera.value = read.data;
      taken = new Set(all.map((one) => one.id));
      drafts.value = all.filter((one) => one.cameraId === cameraId).map((one) => wrap(one, one.version));
      chosen.value = drafts.value[0]?.key ?? null;
      loaded.value = true;
      loadError.value = null;
      error.value = null;
    } catch (problem) {
      loadError.value = problem;
    }
  }

  function add(polygon: Corner[], name: string): void {
    const id = freeZoneId(cameraId, new Set([...taken, ...drafts.value.map((one) => String(one.zone.id))]));
    const zone = { id, cameraId, name, kind: 'no-parking', polygon, dwellSeconds: 300, severity: 'medium', enabled: true, subject: 'vehicle', hours: [], graceSeconds: 0, fireLane: false, queueTolerated: false };
    const draft = wrap(zone, 0);
    drafts.value.push(draft);
    choose(draft.key);
  }

  function choose(key: number): void {
    if (chosen.value === key) return;
    chosen.value = key;
    error.value = null;
  }

  function change(zone: Partial<ZoneDraft['zone']>): void {
    if (!current.value) return;
    Object.assign(current.value.zone, zone);
    current.value.dirty = true;
  }

  /** True where it is saved. */
  async function save(): Promise<boolean> {
    const draft = current.value;
    if (!draft) return false;
    error.value = null;
    const body = bodyOf(draft.zone, zoneFields);
    try {
      const saved = draft.version
        ? await api.replace<Zone>('zones', String(draft.zone.id), body, etagOf(draft.version))
        : await api.create<Zone>('zones', body);
      Object.assign(draft, { zone: draftOf(saved.data as unknown as Draft, zoneFields), version: saved.data.version, dirty: false });
      taken.add(saved.data.id);
      return true;
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      error.value = problem;
      return false;
    }
  }

  /** True where it is gone. */
  async function remove(): Promise<boolean> {
    const draft = current.value;
    if (!draft) return false;
    try {
      if (draft.version) await api.remove('zones', String(draft.zone.id), etagOf(draft.version));
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      error.value = problem;
      return false;
    }
    drafts.value = drafts.value.filter((one) => one.key !== draft.key);
    chosen.value = drafts.value[0]?.key ?? null;
    return true;
  }

  /** All zones of the picture as they are drawn now; the one that is edited counts as enabled. */
  function trial(): { cameraId: string; zones: Draft[] } {
    const bodies = drafts.value.map((one) => {
      const body = bodyOf(one.zone, zoneFields);
      return one.key === chosen.value ? { ...body, enabled: true } : body;
    });
    return { cameraId, zones: bodies };
  }

  return { camera, drafts, chosen, current, dirty, loaded, loadError, error, load, add, choose, change, save, remove, trial };
}
