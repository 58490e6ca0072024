package org.gengfu.ingest.camera;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.gengfu.core.media.AccessUnit;

/** The last keyframe and what follows it, so that a new viewer has a picture at once. */
public final class GopRing {
  /** What a unit costs besides its bytes. */
  static final int OVERHEAD = 512;

  private final int maxBytes;
  private final ArrayDeque<AccessUnit> units = new ArrayDeque<>();
  private int bytes;

  /**
   * @param maxBytes a group of pictures that grows past this is given up until the next keyframe
   */
  public GopRing(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  public void add(AccessUnit unit) {
    if (unit.keyframe()) {
      clear();
    } else if (units.isEmpty()) {
      return;
    }
    bytes += unit.size() + OVERHEAD;
    if (bytes > maxBytes) {
      // With a hole in it the rest could not be decoded.
      clear();
      return;
    }
    units.add(unit.retain());
  }

  public void replay(Consumer<AccessUnit> consumer) {
    units.forEach(consumer);
  }

  boolean isEmpty() {
    return units.isEmpty();
  }

  public void clear() {
    units.forEach(AccessUnit::release);
    units.clear();
    bytes = 0;
  }
}
