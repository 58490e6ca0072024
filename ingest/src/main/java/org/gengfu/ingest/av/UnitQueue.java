package org.gengfu.ingest.av;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import org.gengfu.core.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/** Access units that wait for a worker; when it is too slow it goes on at the next keyframe. */
final class UnitQueue {
  /** Two GOPs of a quick camera, as a new transcoding begins with what is in memory. */
  static final int MAX_UNITS = 200;

  /** Bytes that may wait. */
  static final int MAX_BYTES = 16 << 20;

  private final IntConsumer dropped;
  private final Deque<AccessUnit> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean dropping;
  private boolean closed;

  /**
   * @param dropped is told how many units the worker was too slow for
   */
  UnitQueue(IntConsumer dropped) {
    this.dropped = dropped;
  }

  /** Takes a unit that is given for the length of the call. */
  synchronized void offer(AccessUnit unit) {
    if (closed) {
      return;
    }
    boolean full = waiting.size() >= MAX_UNITS || bytes + unit.size() > MAX_BYTES;
    if (unit.keyframe() && (full || dropping)) {
      // What waits is older than this keyframe, and nobody wants it any more.
      dropped.accept(waiting.size());
      releaseAll();
      dropping = false;
    } else if (full || dropping) {
      dropping = true;
      dropped.accept(1);
      return;
    }
    waiting.add(unit.retain());
    bytes += unit.size();
    notifyAll();
  }

  /** The next unit with its reference; waits for it; null once it is closed. */
  synchronized @Nullable AccessUnit take() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    AccessUnit unit = waiting.poll();
    if (unit != null) {
      bytes -= unit.size();
    }
    return unit;
  }

  synchronized void close() {
    closed = true;
    releaseAll();
    notifyAll();
  }

  private void releaseAll() {
    waiting.forEach(AccessUnit::release);
    waiting.clear();
    bytes = 0;
  }
}
