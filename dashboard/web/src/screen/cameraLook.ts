import type { CameraState } from '../api/types';

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
