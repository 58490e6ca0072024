/** From what is typed into a camera's form to what the doctor looks at. Pure. */
import type { Patient, StreamName } from '../api/types';

type Draft = Readonly<Record<string, unknown>>;

const textOf = (draft: Draft, key: string) => (typeof draft[key] === 'string' ? draft[key].trim() : '');
/** An address that says more than its scheme. */
const isAddress = (url: string) => /^\w+:\/*[^/]/.test(url);

/** The streams that the form names an address of. */
export function streamsOf(draft: Draft): StreamName[] {
  const named: StreamName[] = [];
  if (isAddress(textOf(draft, 'url'))) named.push('main');
  if (isAddress(textOf(draft, 'subUrl'))) named.push('sub');
  return named;
}

/**
 * One stream of the form.
 *
 * @param cameraId the camera that is being changed, whose password is used where none is typed; null for a new one
 */
export function patientOf(draft: Draft, stream: StreamName, cameraId: string | null): Patient {
  const password = typeof draft.password === 'string' ? draft.password : '';
  return {
    url: textOf(draft, stream === 'main' ? 'url' : 'subUrl'),
    username: textOf(draft, 'username') || null,
    ...(password ? { password } : {}),
    cameraId,
    certificateSha256: textOf(draft, 'certificateSha256') || null,
    transport: draft.transport === 'udp' ? 'udp' : 'tcp',
  };
}
