/** The feed of the hub: what happens, message by message, for as long as a page watches. */
import { socketAddress } from '../api/http';
import type { FeedMessage } from '../api/types';
import { LastingSocket, SESSION_ENDED } from '../lib/socket';
import { sessionMayBeOver } from './session';

export interface FeedEvents {
  message(message: FeedMessage): void;
  /** The connection is back after a gap: nothing is repeated, so lists have to be read again. */
  back(): void;
  connected?(now: boolean): void;
}

/** Returns how to stop. */
export function watchFeed(events: FeedEvents): () => void {
  let first = true;
  const socket = new LastingSocket(socketAddress('/feed'), {
    open() {
      events.connected?.(true);
      if (!first) events.back();
      first = false;
    },
    message(data) {
      if (typeof data === 'string') events.message(JSON.parse(data) as FeedMessage);
    },
    closed(code) {
      events.connected?.(false);
      if (code === SESSION_ENDED) sessionMayBeOver();
    },
  });
  return () => socket.end();
}
