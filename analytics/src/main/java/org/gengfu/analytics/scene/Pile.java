package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gengfu.core.geometry.Box;

/** Things left beside each other are one heap: what comes to it makes it larger, not another. */
final class Pile {
  /** Gap to the next thing, in sizes of the larger of the two. */
  private static final double GAP_SIZES = 0.6;

  private Pile() {}

  /**
   * The heap that the thing belongs to: around it and all with an open episode in the same zone
   * that it touches, directly or by way of others.
   */
  static Box around(
      StationaryObject thing, String zoneId, List<StationaryObject> objects, SceneScale scale) {
    Box heap = thing.box();
    List<StationaryObject> apart =
        new ArrayList<>(
            objects.stream().filter(other -> other != thing && other.raisedIn(zoneId)).toList());
    for (boolean grown = true; grown; ) {
      grown = false;
      for (Iterator<StationaryObject> each = apart.iterator(); each.hasNext(); ) {
        Box other = each.next().box();
        // Of the things themselves: the box of a row of bags is no larger thing.
        double reach = GAP_SIZES * Math.max(scale.size(other), scale.size(thing.box()));
        if (scale.gap(heap, other) <= reach) {
          heap = heap.union(other);
          each.remove();
          grown = true;
        }
      }
    }
    return heap;
  }
}
