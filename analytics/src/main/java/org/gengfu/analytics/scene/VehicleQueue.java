package org.gengfu.analytics.scene;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.ZoneKind;

/**
 * Tells vehicles that queue from those that park: a queue is a line whose vehicles come and go,
 * while nobody in it is passed by. Not kept over a restart: a line is taken for one that has just
 * moved then.
 */
final class VehicleQueue {
  /** A line in which nothing has come or gone for this long does not move on. */
  private static final long PATIENCE_MILLIS = 180_000;

  /** Vehicles in a line are this many of their own sizes apart at most. */
  private static final double GAP_SIZES = 1.5;

  /** Who stays where he is while this many before or behind him go is parked. */
  private static final int PASSED = 3;

  /** Two that go so soon after one another are one move of the line. */
  private static final long SAME_MOVE_MILLIS = 10_000;

  /** The next one moves up and stands within this time. */
  private static final long MOVING_UP_MILLIS = 20_000;

  /** Where another stands at once, nobody has gone: the model has merely found him anew. */
  private static final double SAME_PLACE = 0.4;

  private static final int MAX_MOVES = 256;

  /** A vehicle has come or gone. */
  private record Move(Box box, long millis, boolean gone) {}

  private final SceneScale scale;
  private final List<Move> moves = new ArrayList<>();
  private List<Box> standing = List.of();
  private long begun = CandidateMemory.NEVER;

  VehicleQueue(SceneScale scale) {
    this.scale = scale;
  }

  /** Looks who stands in this picture, and who has come and gone since the last. */
  void observe(List<StationaryObject> objects, long now) {
    begun = begun == CandidateMemory.NEVER ? now : begun;
    List<Box> present =
        objects.stream()
            .filter(object -> object.raised() || (object.standing() && object.atRest()))
            .map(StationaryObject::box)
            .filter(box -> ThingKind.concerns(ZoneKind.NO_PARKING, box, scale, false))
            .toList();
    remember(present, standing, false, now);
    remember(standing, present, true, now);
    standing = present;
    while (moves.size() > MAX_MOVES) {
      moves.remove(0);
    }
  }

  private void remember(List<Box> boxes, List<Box> others, boolean gone, long now) {
    for (Box box : boxes) {
      if (others.stream().noneMatch(other -> other.intersectionOverUnion(box) > SAME_PLACE)) {
        moves.add(new Move(box, now, gone));
      }
    }
  }

  /**
   * Whether the vehicle stands in a queue that moves on.
   *
   * @param zone only what happens here counts
   * @param dwellMillis a queue is given this long at least from one move to the next
   */
  boolean holds(StationaryObject vehicle, Polygon zone, long dwellMillis, long now) {
    Box own = vehicle.box();
    boolean inLine =
        standing.stream()
            .anyMatch(box -> !samePlace(box, own) && inside(box, zone) && near(box, own));
    boolean stirs = false;
    long last = begun;
    int passed = 0;
    long passedAt = CandidateMemory.NEVER;
    for (Move move : moves) {
      if (!inside(move.box(), zone)) {
        continue;
      }
      last = Math.max(last, move.millis());
      if (samePlace(move.box(), own)) {
        // Another has come to this place: whatever was before it is past. The thing's own onset
        // does
        // not tell, as one car may look like the one before it.
        passed = 0;
        passedAt = CandidateMemory.NEVER;
      } else if (near(move.box(), own)) {
        stirs |= now - move.millis() <= MOVING_UP_MILLIS;
        if (move.gone() && move.millis() - passedAt > SAME_MOVE_MILLIS) {
          passed++;
          passedAt = move.millis();
        }
      }
    }
    return (inLine || stirs)
        && passed < PASSED
        && now - last < Math.max(PATIENCE_MILLIS, dwellMillis);
  }

  /** The same place in the line, as a whole or in part. */
  private static boolean samePlace(Box one, Box other) {
    return one.intersectionOverUnion(other) > SAME_PLACE
        || one.contains(other.centreX(), other.centreY())
        || other.contains(one.centreX(), one.centreY());
  }

  private static boolean inside(Box box, Polygon zone) {
    Point foot = box.bottomCentre();
    return zone.contains(foot.x(), foot.y());
  }

  /** Gaps in sizes of the larger one, as the nearer of two is seen larger. */
  private boolean near(Box one, Box other) {
    double size = Math.max(scale.size(one), scale.size(other));
    return scale.gap(one, other) <= GAP_SIZES * size;
  }
}
