import type { CameraState, CameraStatus, StreamState, StreamStatus } from '../api/types';
import { findingWords } from '../faults/words';
import type { Translate } from '../lib/time';

const advised: readonly CameraState[] = ['stalled', 'refused', 'unauthorised', 'unsupported'];

/** Message key of what to do about a camera in this state; null where there is nothing to do. */
function adviceFor(state: CameraState | undefined): string | null {
  return state && advised.includes(state) ? `cameraAdvice.${state}` : null;
}

/** Why a stream does not run and what to do about it, in the reader's words; null where there is nothing to do. */
export function whyOf(stream: StreamState | undefined, t: Translate): string | null {
  if (!stream || stream.state === 'streaming') return null;
  if (stream.complaint && stream.complaint !== 'failed') {
    const { title, advice } = findingWords({ code: stream.complaint, details: {} }, t);
    return `${title}${t('common.colon')}${advice}`;
  }
  const advice = adviceFor(stream.state);
  return advice && t(advice);
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

/** The sub stream, if it needs a person while the camera itself is shown as well. */
export function failingSub(status: CameraStatus | undefined): StreamStatus | null {
  const sub = status?.streams.find((one) => one.stream === 'sub');
  return sub && lookOf(status?.state) === 'ok' && lookOf(sub.state) === 'bad' ? sub : null;
}
