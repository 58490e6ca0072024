package org.gengfu.analytics.replay;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;

/**
 * The group of pictures that is being judged and the one before it: what a keyframe shows may have
 * begun just after the one before. Bounded; one thread.
 */
final class HeldGroups implements AutoCloseable {
  /** Of a group that is longer the rest is not held. */
  static final int MOST_BYTES = 16 << 20;

  private List<Timed> before = new ArrayList<>();
  private List<Timed> current = new ArrayList<>();
  private int bytes;

  /**
   * An encoded picture.
   *
   * @param nanos its stream time
   */
  record Timed(AccessUnit unit, long nanos) {}

  /**
   * Takes the next pictures; with a keyframe first they are the next group. Releases them later.
   *
   * @return those that it holds, from the first on
   */
  List<Timed> add(List<Timed> units) {
    if (units.get(0).unit().keyframe()) {
      release(before);
      before = current;
      current = new ArrayList<>();
      bytes = 0;
    }
    int count = 0;
    for (Timed one : units) {
      if (bytes + one.unit().size() <= MOST_BYTES) {
        bytes += one.unit().size();
        current.add(one);
        count++;
      } else {
        // What refers to a picture that is missing is no use.
        bytes = MOST_BYTES;
        one.unit().release();
      }
    }
    return units.subList(0, count);
  }

  /** The group before the present one; its own while it is held. */
  List<Timed> before() {
    return before;
  }

  @Override
  public void close() {
    release(before);
    release(current);
  }

  private static void release(List<Timed> group) {
    group.forEach(one -> one.unit().release());
    group.clear();
  }
}
