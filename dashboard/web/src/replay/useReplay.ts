/** One trial while it runs: begun, followed until it is over, stopped. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { ApiError } from '../api/problem';
import { replaysApi, type Replay, type Trial } from '../api/replays';

const POLL_MS = 1000;

export function useReplay() {
  const replay = shallowRef<Replay | null>(null);
  const error = shallowRef<unknown>(null);
  const busy = ref(false);
  const running = computed(() => replay.value?.state === 'running' || replay.value?.state === 'waiting');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  function follow(): void {
    clearTimeout(timer);
    if (running.value && !left) timer = setTimeout(() => void look(), POLL_MS);
  }

  async function look(): Promise<void> {
    const id = replay.value?.id;
    if (!id) return;
    try {
      const found = await replaysApi.read(id);
      if (replay.value?.id === id) replay.value = found;
    } catch (problem) {
      // What is lost is lost; a server that can't be reached may be back in a moment.
      if (!(problem instanceof ApiError && problem.passing)) {
        error.value = problem;
        replay.value = null;
      }
    }
    follow();
  }

  async function attempt(work: () => Promise<Replay>): Promise<void> {
    busy.value = true;
    error.value = null;
    try {
      replay.value = await work();
    } catch (problem) {
      error.value = problem;
    } finally {
      busy.value = false;
      follow();
    }
  }

  const begin = (trial: Trial, from: number, to: number) => attempt(() => replaysApi.begin(trial, from, to));

  async function cancel(): Promise<void> {
    const id = replay.value?.id;
    if (id) await attempt(() => replaysApi.cancel(id));
  }

  /** Goes on with the newest trial of this camera or sensor, if there is one. */
  async function resume(trial: Trial): Promise<void> {
    try {
      const all = await replaysApi.all();
      const mine = all.find((one) => ('cameraId' in trial ? one.cameraId === trial.cameraId : one.sensorId === trial.sensorId));
      if (mine && !replay.value) replay.value = await replaysApi.read(mine.id);
    } catch (problem) {
      error.value = problem;
    }
    follow();
  }

  /** Back to choosing a time; what was found stays with the hub. */
  function leave(): void {
    clearTimeout(timer);
    replay.value = null;
    error.value = null;
  }

  onScopeDispose(() => {
    left = true;
    clearTimeout(timer);
  });

  return { replay, error, busy, running, begin, cancel, resume, leave };
}
