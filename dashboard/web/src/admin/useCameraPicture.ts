/** A still picture of one camera, to draw on. */
import { onBeforeUnmount, ref } from 'vue';
import { snapshotUrl } from '../api';

const WIDTH = 1280;

export function useCameraPicture(cameraId: string) {
  const picture = ref<string | null>(null);
  const missing = ref(false);

  async function load(): Promise<void> {
    try {
      const response = await fetch(snapshotUrl(cameraId, WIDTH), { cache: 'no-cache' });
      missing.value = !response.ok;
      if (!response.ok) return;
      if (picture.value) URL.revokeObjectURL(picture.value);
      picture.value = URL.createObjectURL(await response.blob());
    } catch {
      missing.value = picture.value === null;
    }
  }

  onBeforeUnmount(() => {
    if (picture.value) URL.revokeObjectURL(picture.value);
  });
  return { picture, missing, load };
}
