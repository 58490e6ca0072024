/** Which camera is live: what a person chose, else where the newest case is. */
import { ref, watch } from 'vue';
import { kept } from '../lib/kept';
import { casesByCamera, onCaseOpened, openCases, village } from '../stores/village';

/** A person's choice stands so long before new cases may take the picture over, ms. */
export const HANDS_OFF_MS = 90_000;

export function useChoice() {
  const follow = kept('gengfu.follow', true);
  const camera = ref<string | null>(null);
  let chosenAt = -Infinity;

  function choose(id: string): void {
    camera.value = id;
    chosenAt = Date.now();
  }

  const stop = onCaseOpened((opened) => {
    if (!follow.value || !opened.cameraId || Date.now() - chosenAt < HANDS_OFF_MS) return;
    camera.value = opened.cameraId;
  });

  watch(
    () => village.loaded,
    (loaded) => {
      if (loaded) camera.value ??= firstCamera();
    },
    { immediate: true },
  );

  return { follow, camera, choose, stop };
}

function firstCamera(): string | null {
  const withCase = openCases.value.find((one) => one.cameraId && casesByCamera.value.has(one.cameraId));
  const streaming = village.cameras.find((one) => village.cameraStatus[one.id]?.state === 'streaming');
  return withCase?.cameraId ?? streaming?.id ?? village.cameras[0]?.id ?? null;
}
