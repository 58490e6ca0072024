package org.gengfu.analytics.scene;

import java.util.List;
import org.gengfu.core.geometry.Box;

/**
 * Who was in the last picture, to tell walkers from what merely flickers: someone of the same size
 * stood a few steps away.
 */
final class Walkers {
  private static final double SAME_HEIGHT = 1.4;

  /** Own heights within which a walker was before; leaves stay within less than the nearest. */
  private static final double NEAREST = 0.25;

  private static final double FARTHEST = 4;

  private List<Mover> before = List.of();

  boolean walked(Mover mover) {
    Box here = mover.box();
    for (Mover other : before) {
      Box there = other.box();
      double ratio = here.height() / Math.max(1e-6, there.height());
      double way =
          Math.hypot(here.centreX() - there.centreX(), here.centreY() - there.centreY())
              / Math.max(1e-6, here.height());
      if (ratio < SAME_HEIGHT && 1 / ratio < SAME_HEIGHT && way > NEAREST && way < FARTHEST) {
        return true;
      }
    }
    return false;
  }

  void remember(List<Mover> movers) {
    before = movers;
  }
}
