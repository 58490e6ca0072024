package org.gengfu.analytics.pipeline;

import org.jspecify.annotations.Nullable;

/** Holds one keyframe, the newest, with a reference of its own. Thread-safe, never blocks long. */
final class KeyframeSlot {
  private @Nullable Keyframe held;
  private boolean closed;

  /**
   * Takes a reference to this keyframe in place of the one held.
   *
   * @return whether another one was let go for it
   */
  synchronized boolean put(Keyframe keyframe) {
    if (closed) {
      return false;
    }
    Keyframe before = held;
    held = keyframe.retain();
    if (before != null) {
      before.release();
    }
    return before != null;
  }

  /** The keyframe with a new reference, which is the caller's; it stays here too. */
  synchronized @Nullable Keyframe peek() {
    return held == null ? null : held.retain();
  }

  /** The keyframe with its reference; the slot is empty afterwards. */
  synchronized @Nullable Keyframe take() {
    Keyframe taken = held;
    held = null;
    return taken;
  }

  synchronized boolean empty() {
    return held == null;
  }

  /** Lets go of the keyframe. */
  synchronized void clear() {
    if (held != null) {
      held.release();
      held = null;
    }
  }

  /** Lets go, for good. */
  synchronized void close() {
    closed = true;
    clear();
  }
}
