package org.gengfu.analytics.pipeline;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Keyframes that were passed over while nothing happened, in case something did: once a change is
 * seen they are judged after all, in their order, and nothing has been missed. Bounded by the gap
 * between judged keyframes, and by bytes. Thread-safe.
 */
final class HeldBack {
  /** Some seven keyframes of 1080p. */
  static final int MAX_BYTES = 1 << 20;

  private final List<Keyframe> keyframes = new ArrayList<>();
  private int bytes;
  private boolean closed;

  /** Whether another one has room. */
  synchronized boolean fits(Keyframe keyframe) {
    return !closed && bytes + keyframe.unit().size() <= MAX_BYTES;
  }

  /** Takes a reference of its own. */
  synchronized void add(Keyframe keyframe) {
    if (!closed) {
      keyframes.add(keyframe.retain());
      bytes += keyframe.unit().size();
    }
  }

  /** Those before a keyframe that is judged, with their references. */
  synchronized List<Keyframe> takeBefore(Keyframe judged) {
    if (keyframes.isEmpty()) {
      return List.of();
    }
    List<Keyframe> before = new ArrayList<>();
    for (Iterator<Keyframe> all = keyframes.iterator(); all.hasNext(); ) {
      Keyframe keyframe = all.next();
      if (keyframe.number() < judged.number()) {
        before.add(keyframe);
        bytes -= keyframe.unit().size();
        all.remove();
      }
    }
    return before;
  }

  /** Lets go of all, for good. */
  synchronized void close() {
    closed = true;
    keyframes.forEach(Keyframe::release);
    keyframes.clear();
    bytes = 0;
  }
}
