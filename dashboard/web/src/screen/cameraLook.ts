import type { CameraState } from '../api/types';

const advised: readonly CameraState[] = ['stalled', 'refused', 'unauthorised', 'unsupported'];

/** Message key of what to do about a camera in this state; null where there is nothing to do. */
export function adviceFor(state: CameraState | undefined): string | null {
  return state && advised.includes(state) ? `cameraAdvice.${state}` : null;
}

/** How a camera's state shows: `ok` calm, `wait` in between, `bad` needs a person, `off` is meant so. */
export function lookOf(state: CameraState | undefined): 'ok' | 'wait' | 'bad' | 'off' {
  switch (state) {
    case 'streaming':
      return 'ok';
    case 'disabled':
      return 'off';
    case 'connecting':
    case undefined:
      return 'wait';
    default:
      return 'bad';
  }
}
