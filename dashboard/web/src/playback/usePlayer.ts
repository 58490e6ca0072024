/** The player of the page: one camera, one <video>; everything that the controls do. */
import { onBeforeUnmount, ref, shallowRef, type Ref } from 'vue';
import { PlaybackPlayer, type PlaybackSound, type PlaybackState, type Speed } from './player';

export function usePlayer(video: Ref<HTMLVideoElement | null>) {
  const state = shallowRef<PlaybackState>({ kind: 'connecting' });
  const position = ref(Date.now());
  const speed = ref<Speed>(1);
  const paused = ref(false);
  const sound = shallowRef<PlaybackSound>({ heard: false, silent: null });
  let player: PlaybackPlayer | null = null;

  function open(cameraId: string, from: number): void {
    player?.end();
    position.value = from;
    paused.value = false;
    player = video.value
      ? new PlaybackPlayer(video.value, cameraId, from, speed.value, {
          state: (next) => (state.value = next),
          time: (at) => (position.value = at),
          speed: (now) => (speed.value = now),
          sound: (now) => (sound.value = now),
        })
      : null;
  }

  function seek(to: number): void {
    position.value = to;
    player?.seek(to);
  }

  function toggle(): void {
    paused.value = !paused.value;
    if (paused.value) player?.pause();
    else player?.resume();
  }

  function setSpeed(next: Speed): void {
    speed.value = next;
    player?.setSpeed(next);
    if (paused.value) toggle();
  }

  onBeforeUnmount(() => player?.end());
  return { state, position, speed, paused, sound, open, seek, toggle, setSpeed };
}
