/** What the page of one kind needs: its items, what they refer to, and how they are doing. */
import { onBeforeUnmount, ref, shallowRef } from 'vue';
import { api } from '../api';
import type { BrokerStatus, CameraStatus, SensorStatus, Zone } from '../api/types';
import { lookOf } from '../screen/cameraLook';
import type { FieldSpec, KindSpec } from './specs';

export type Item = Record<string, unknown>;
export type Choices = Record<string, { id: string; name: string }[]>;
export type KindContext = ReturnType<typeof useKind>;

const STATUS_EVERY_MS = 5_000;

/** Kinds that fields choose from, inner rows included. Pure. */
export function refsOf(fields: readonly FieldSpec[]): string[] {
  const found = fields.flatMap((one) => [...(one.ref ? [one.ref] : []), ...refsOf(one.fields ?? [])]);
  return [...new Set(found)];
}

export function useKind(kind: string, spec: KindSpec | undefined) {
  const items = shallowRef<Item[]>([]);
  const choices = shallowRef<Choices>({});
  const cameraStatus = shallowRef<Map<string, CameraStatus>>(new Map());
  const sensorStatus = shallowRef<Map<string, SensorStatus>>(new Map());
  const brokerStatus = shallowRef<Map<string, BrokerStatus>>(new Map());
  const zones = shallowRef<Zone[]>([]);
  const loaded = ref(false);
  const error = shallowRef<unknown>(null);

  async function load(): Promise<void> {
    if (!spec) return;
    try {
      const refs = refsOf(spec.fields);
      const [list, ...others] = await Promise.all([
        api.list<Item>(kind),
        ...refs.map((one) => api.list<{ id: string; name: string }>(one)),
      ]);
      items.value = list;
      choices.value = Object.fromEntries(refs.map((one, i) => [one, others[i] ?? []]));
      await loadStatus();
      loaded.value = true;
      error.value = null;
    } catch (problem) {
      error.value = problem;
    }
  }

  async function loadStatus(): Promise<void> {
    if (kind === 'cameras') {
      const [statuses, allZones] = await Promise.all([api.cameraStatuses(), api.list<Zone>('zones')]);
      cameraStatus.value = new Map(statuses.map((one) => [one.cameraId, one]));
      zones.value = allZones;
    } else if (kind === 'sensors') {
      sensorStatus.value = new Map((await api.sensorStatuses()).map((one) => [one.sensorId, one]));
    } else if (kind === 'brokers') {
      brokerStatus.value = new Map((await api.brokerStatuses()).map((one) => [one.brokerId, one]));
    }
  }

  function hasProblem(item: Item): boolean {
    const id = String(item.id);
    if (kind === 'cameras') return lookOf(cameraStatus.value.get(id)?.state) === 'bad';
    if (kind === 'brokers') return item.enabled !== false && !brokerStatus.value.get(id)?.connected;
    return item.enabled !== false && (!sensorStatus.value.get(id)?.online || !!sensorStatus.value.get(id)?.lastProblem);
  }

  const unreadable = (id: string) => sensorStatus.value.get(id)?.unreadableMessages ?? 0;

  const timer = setInterval(() => void loadStatus().catch(() => {}), STATUS_EVERY_MS);
  onBeforeUnmount(() => clearInterval(timer));
  void load();

  const zonesOf = (cameraId: string) => zones.value.filter((one) => one.cameraId === cameraId).length;
  return { items, choices, cameraStatus, sensorStatus, brokerStatus, loaded, error, load, hasProblem, unreadable, zonesOf };
}
