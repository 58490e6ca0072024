package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.geometry.Box;

/**
 * Where someone stands or just stood: parts of him that happen to look still (feet, a bag in his
 * hand) are not raised one by one.
 */
final class Footprints {
  /** He takes his feet with him within two pictures; a bag is still there afterwards. */
  private static final long KEPT_MILLIS = 5_000;

  /** Feet and bags are beside and below of what was found of him. */
  private static final double WIDER = 0.3;

  private static final double LOWER = 0.5;

  private record Footprint(Box box, long untilMillis) {}

  private List<Footprint> footprints = new ArrayList<>();

  /** Someone is here now. */
  void mark(Box box, long now) {
    Box wide =
        new Box(
            box.x() - WIDER * box.width(),
            box.y(),
            (1 + 2 * WIDER) * box.width(),
            (1 + LOWER) * box.height());
    footprints.add(new Footprint(wide, now + KEPT_MILLIS));
  }

  /** True where a smaller thing lies in a footprint. */
  boolean covers(Box thing) {
    for (Footprint footprint : footprints) {
      if (footprint.box.contains(thing.centreX(), thing.y() + thing.height())
          && thing.area() < 0.7 * footprint.box.area()) {
        return true;
      }
    }
    return false;
  }

  void expire(long now) {
    footprints.removeIf(footprint -> footprint.untilMillis < now);
  }
}
