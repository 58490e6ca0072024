/** Why a message did not get through, and why a case has no clip, in English; by the server's code. */
import type { DeliveryReason, NoClipReason } from '../api/reasons';

export const undelivered = {
  'receiver-deleted': 'This outside system was deleted',
  'receiver-off': 'This outside system is switched off',
  'name-unknown': 'There is no such host',
  'no-route': 'There is no way to it in the network',
  'connection-refused': 'The host is there, and nothing listens at the port',
  'no-answer': 'No answer in time',
  'tls-failed': 'TLS failed',
  'connection-lost': 'The connection was lost',
  redirected: 'The address leads elsewhere: give the final one',
  refused: 'It refuses the message',
  'receiver-broken': 'It has failed itself',
  'broker-missing': 'The default broker is missing or switched off',
  'broker-away': 'The broker is not connected',
  'broker-busy': 'Too many messages wait for the broker',
  'broker-refuses': 'The broker takes no messages to this topic',
  'page-closed': 'The grid worker has no page open',
  'page-silent': 'No page of the grid worker answered in time',
  'handed-over': 'The case went to somebody else first',
  'out-of-date': 'Somebody had dealt with the case first',
  failed: 'Sending failed',
} satisfies Record<DeliveryReason, string>;

export const noClip = {
  'not-recorded': 'Nothing was recorded then',
  'codec-changed': 'The camera changed its codec meanwhile: that makes no single clip',
  'too-long': 'It is longer than is allowed',
  'too-many-protected': 'As many recordings are kept as may be',
  busy: 'Too many clips were being made',
  'no-room': 'The disk has no room, or the quota is used up',
  'disk-failed': 'The recording could not be read, or the clip not be written',
  failed: 'The clip could not be made',
} satisfies Record<NoClipReason, string>;
