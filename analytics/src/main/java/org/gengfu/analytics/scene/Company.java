package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.gengfu.core.geometry.Box;

/** Who else is in the picture: movers, owners, people who stand about; and how large they are. */
final class Company {
  /**
   * An object may fall to pieces and be found anew, or be found by itself only when who stood by it
   * has gone; who brought it is looked for as long.
   */
  private static final long REMEMBERED_MILLIS = 90_000;

  /** Movers of one picture that are remembered, the largest: a snowfall has hundreds. */
  private static final int MAX_REMEMBERED = 24;

  /** He came with it, so he was near in the picture before, too. */
  private static final long EARLIER_MILLIS = 1_500;

  /** Who stands by a thing that rests, and whose owner has gone, has stood there for so long. */
  private static final long STANDING_MILLIS = 8_000;

  /** Share of its pictures in which something was in sight and still, while nobody hid it. */
  private static final double ALWAYS_STILL = 0.8;

  /** The movers of one picture. */
  private record Glance(long millis, List<Mover> movers) {}

  private final List<Glance> glances = new ArrayList<>();
  private final Movers movers;
  private final Unrest unrest;
  private final Walkers walkers = new Walkers();
  private final CellGrid grid;
  private final boolean[] settled;
  private final boolean[] own;
  private List<Box> moving = List.of();
  final SceneScale scale;
  final Footprints footprints = new Footprints();

  Company(CellGrid grid) {
    this.unrest = new Unrest(grid);
    this.movers = new Movers(grid, unrest);
    this.grid = grid;
    this.settled = new boolean[grid.cells];
    this.own = new boolean[grid.cells];
    this.scale = new SceneScale(grid);
  }

  void observe(SceneModel model, List<StationaryObject> objects, long now, double seconds) {
    settle(objects);
    List<Mover> found = movers.find(model, settled, Math.round(1000 * seconds));
    moving = found.stream().map(Mover::box).toList();
    for (Mover mover : found) {
      if (unrest.passing(mover.cells())) {
        scale.learn(mover, walkers.walked(mover));
      }
    }
    walkers.remember(found);
    unrest.learn(model.memory, settled, found, seconds);
    footprints.expire(now);
    glances.removeIf(glance -> glance.millis() < now - REMEMBERED_MILLIS);
    for (StationaryObject object : objects) {
      if (!object.raised()) {
        if (object.pictures() == 1 && !object.owner.known()) {
          lookBack(object);
        }
        object.owner.follow(
            object.box(), object.onsetMillis, others(object, found), object.rockSolid(), now);
        if (object.restless() && object.box().area() > 0) {
          footprints.mark(object.box(), now);
        }
      }
    }
    glances.add(new Glance(now, largest(found)));
  }

  private static List<Mover> largest(List<Mover> movers) {
    return movers.size() <= MAX_REMEMBERED
        ? movers
        : movers.stream()
            .sorted(Comparator.comparingInt((Mover mover) -> -mover.cells().length))
            .limit(MAX_REMEMBERED)
            .toList();
  }

  /** Boxes of what moved, or stood without being at rest, in the last picture. */
  List<Box> moving() {
    return moving;
  }

  /**
   * An object is found at its second look at the earliest. Whoever brought it may be out of reach
   * by then, so the pictures since it came are asked again.
   */
  private void lookBack(StationaryObject object) {
    for (Glance glance : glances) {
      if (glance.millis() >= object.onsetMillis - EARLIER_MILLIS) {
        object.owner.follow(
            object.box(), object.onsetMillis, others(object, glance.movers()), glance.millis());
      }
    }
  }

  /** What is surely a thing is no company; a still person is. */
  private void settle(List<StationaryObject> objects) {
    Arrays.fill(settled, false);
    for (StationaryObject object : objects) {
      boolean thing = object.rockSolid() && !ThingKind.personShaped(object.box(), scale);
      if (object.raised() || thing) {
        for (int cell : object.cells()) {
          settled[cell] = true;
        }
      }
    }
  }

  /** The movers that are not the object itself. */
  private List<Mover> others(StationaryObject object, List<Mover> moving) {
    if (object.owner.gone()) {
      return List.of();
    }
    mark(object.cells(), true);
    List<Mover> others = new ArrayList<>();
    for (Mover mover : moving) {
      int shared = 0;
      for (int cell : mover.cells()) {
        shared += own[cell] ? 1 : 0;
      }
      if (shared < 0.5 * mover.cells().length) {
        others.add(mover);
      }
    }
    mark(object.cells(), false);
    return others;
  }

  private void mark(int[] cells, boolean mark) {
    for (int cell : cells) {
      own[cell] = mark;
    }
  }

  /**
   * Cells that show a stranger and hang together with the object. Where it rests and its owner has
   * gone, only who has stood there for long is one: the rain that ties it to what is around never
   * stays.
   */
  int touching(StationaryObject object, SceneModel model, List<StationaryObject> all) {
    boolean[] known = settled.clone();
    for (StationaryObject other : all) {
      if (noStranger(other, object)) {
        for (int cell : other.cells()) {
          known[cell] = true;
        }
      }
    }
    boolean left = object.atRest() && object.owner.seen() && object.owner.gone();
    return Workbench.of(grid)
        .surroundings
        .strangers(object.cells(), model, known, movers.stay(), left ? STANDING_MILLIS : 0);
  }

  /**
   * A smaller thing that lies still beside the object: what its owner hid of it, and left bare when
   * he went. Or flecks of rain on something that nobody has hidden.
   */
  private static boolean noStranger(StationaryObject other, StationaryObject object) {
    boolean fleck = other.mostlyTiny() && object.stillPairs() >= ALWAYS_STILL * object.pictures();
    return other.cells().length < object.cells().length && (other.neverStirred() || fleck);
  }

  void write(DataOutput out) throws IOException {
    unrest.write(out);
    scale.write(out);
  }

  void read(DataInput in) throws IOException {
    unrest.read(in);
    scale.read(in);
  }
}
