package org.gengfu.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * One camera's encoded pictures between event loop and decoder. While it rests it keeps the group
 * of pictures that comes in and the one before, so that a camera that wakes late is decoded from
 * before what woke it; while it flows the decoder takes from its head. It always begins with a
 * keyframe where the decoder does, and what is too much is given up as a whole group. Thread-safe.
 */
final class UnitQueue {
  /** A group of 1080p pictures takes a tenth of it. */
  static final int MAX_BYTES = 8 << 20;

  /** What a resting camera may hold. */
  static final int MAX_RESTING_BYTES = 4 << 20;

  /** A decoder so far behind gives up what is older than the next keyframe. */
  static final long MAX_SPAN_NANOS = TimeUnit.SECONDS.toNanos(12);

  /**
   * With so many groups, the one that comes in among them, this much is enough: what is judged
   * later is old news, and eighty cameras that fall behind hold what they wait with.
   */
  private static final int MANY_GROUPS = 4;

  private static final long SPAN_OF_MANY_NANOS = TimeUnit.SECONDS.toNanos(6);

  /** There is no such unit. */
  static final long NONE = Long.MIN_VALUE;

  private static final int OVERHEAD = 512;

  private final ArrayDeque<TimedUnit> units = new ArrayDeque<>();
  private int bytes;
  private int keyframes;
  private boolean flowing;
  private boolean awaitsKeyframe = true;
  private boolean closed;

  /**
   * Adds a unit, with a reference of its own.
   *
   * @return how many units were given up that the decoder should have got
   */
  synchronized int add(TimedUnit added) {
    if (closed) {
      return 0;
    }
    if (added.unit().keyframe()) {
      awaitsKeyframe = false;
    } else if (awaitsKeyframe) {
      return flowing ? 1 : 0;
    }
    added.unit().retain();
    units.addLast(added);
    bytes += size(added);
    keyframes += added.unit().keyframe() ? 1 : 0;
    int lost = 0;
    if (flowing) {
      while (bytes > MAX_BYTES || span() > mostNanos()) {
        lost += dropGroup();
      }
      return lost;
    }
    while (keyframes > 2 || bytes > MAX_RESTING_BYTES) {
      dropGroup();
    }
    return 0;
  }

  /** The decoder takes from it, beginning with what it holds. */
  synchronized void flow() {
    flowing = true;
  }

  /**
   * The decoder takes no more.
   *
   * @return the newest keyframe that was still to be judged, with a reference of its own; null
   *     where there is none
   */
  synchronized @Nullable Keyframe rest() {
    flowing = false;
    Keyframe due = null;
    for (TimedUnit timed : units) {
      due = timed.still() != null ? timed.still() : due;
    }
    if (due != null) {
      due.retain();
    }
    while (!units.isEmpty() && !units.getFirst().unit().keyframe()) {
      removeFirst().unit().release();
    }
    awaitsKeyframe = units.isEmpty();
    return due;
  }

  /** The next unit, with its reference; null where there is none. */
  synchronized @Nullable TimedUnit poll() {
    return !flowing || units.isEmpty() ? null : removeFirst();
  }

  /**
   * Gives up everything before the next keyframe, which may still be to come.
   *
   * @return how many units that were
   */
  synchronized int dropToKeyframe() {
    int dropped = 0;
    while (!units.isEmpty() && !units.getFirst().unit().keyframe()) {
      removeFirst().unit().release();
      dropped++;
    }
    awaitsKeyframe |= units.isEmpty();
    return dropped;
  }

  /** Time of the next unit where that is a keyframe; {@link #NONE} where it isn't. */
  synchronized long keyframeAhead() {
    TimedUnit next = units.peekFirst();
    return next != null && next.unit().keyframe() ? next.nanos() : NONE;
  }

  synchronized boolean isEmpty() {
    return units.isEmpty();
  }

  /** How long its oldest unit has been waiting. */
  synchronized Duration lag(Instant now) {
    return units.isEmpty() ? Duration.ZERO : Duration.between(units.getFirst().arrived(), now);
  }

  /** Lets go of all; it begins again at a keyframe. */
  synchronized void clear() {
    units.forEach(unit -> unit.unit().release());
    units.clear();
    bytes = 0;
    keyframes = 0;
    awaitsKeyframe = true;
  }

  /** Lets go of all, for good. */
  synchronized void close() {
    closed = true;
    clear();
  }

  private long mostNanos() {
    return keyframes < MANY_GROUPS ? MAX_SPAN_NANOS : SPAN_OF_MANY_NANOS;
  }

  private long span() {
    return units.getLast().nanos() - units.getFirst().nanos();
  }

  /** Gives up the oldest group of pictures, or what is left of it. */
  private int dropGroup() {
    removeFirst().unit().release();
    return 1 + dropToKeyframe();
  }

  private TimedUnit removeFirst() {
    TimedUnit first = units.removeFirst();
    bytes -= size(first);
    keyframes -= first.unit().keyframe() ? 1 : 0;
    return first;
  }

  private static int size(TimedUnit timed) {
    AccessUnit unit = timed.unit();
    return unit.size() + OVERHEAD;
  }
}
