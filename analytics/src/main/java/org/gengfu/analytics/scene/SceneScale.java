package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.gengfu.core.geometry.Box;

/**
 * How large persons and vehicles are in each part of the picture, learned from what passes.
 *
 * <p>A camera is fixed, so the size of a thing depends on the row of its foot. Without this scale a
 * bag seen near and a car seen far are the same thing.
 */
final class SceneScale {
  /** Upright and slim: someone walking. */
  private static final double PERSON_ASPECT = 2.0;

  private static final double MAX_PERSON_ASPECT = 4.5;

  /**
   * Height over width of a vehicle, or people side by side: from behind and above a car is a little
   * taller than wide, a bus from the side a third as tall. Flatter are a headlight's stripes.
   */
  private static final double MAX_VEHICLE_ASPECT = 1.35;

  private static final double MIN_VEHICLE_ASPECT = 0.3;

  /** A compact body fills its box; swaying leaves and rain do not. */
  private static final double MIN_FILLED = 0.4;

  private static final double VEHICLE_FILLED = 0.55;

  /** What moved is not what it was 2 s before; less is someone who stands. */
  private static final double MIN_FRESH = 0.6;

  /** Height of what is too small to be measured, of the picture's height. */
  private static final double MIN_HEIGHT = 0.04;

  private static final double MIN_VEHICLE_HEIGHT = 0.055;

  /** What comes so near to the picture's edge is cut off by it: a cell's width, at 180 rows. */
  private static final double EDGE = 0.022;

  /** A group of people is not larger than this many squared person heights. */
  private static final double GROUP_AREA = 0.7;

  private final RowSizes persons = new RowSizes(false);
  private final RowSizes vehicles = new RowSizes(true);
  private final double aspect;

  SceneScale(CellGrid grid) {
    this.aspect = grid.width / (double) grid.height;
  }

  /** Learns from what passes; {@code walked} where it was seen a few steps away before. */
  void learn(Mover mover, boolean walked) {
    Box box = mover.box();
    boolean whole =
        box.x() > EDGE / aspect
            && box.y() > EDGE
            && box.x() + box.width() < 1 - EDGE / aspect
            && box.y() + box.height() < 1 - EDGE;
    if (!whole
        || box.height() < MIN_HEIGHT
        || mover.filled() < MIN_FILLED
        || mover.fresh() < MIN_FRESH) {
      return;
    }
    double slim = box.height() / (box.width() * aspect);
    double foot = box.y() + box.height();
    if (slim >= PERSON_ASPECT && slim <= MAX_PERSON_ASPECT && walked) {
      persons.add(foot, box.height());
    } else if (slim <= MAX_VEHICLE_ASPECT
        && slim >= MIN_VEHICLE_ASPECT
        && box.height() >= MIN_VEHICLE_HEIGHT
        && mover.filled() >= VEHICLE_FILLED
        && !mover.light()) {
      double person = persons.at(foot);
      if (Double.isNaN(person) || size(box) * size(box) > GROUP_AREA * person * person) {
        vehicles.add(foot, size(box));
      }
    }
  }

  /** Side of the square of the same area, in picture heights. */
  double size(Box box) {
    return Math.sqrt(box.width() * aspect * box.height());
  }

  /** Distance between the edges of two boxes, in picture heights; 0 where they overlap. */
  double gap(Box one, Box other) {
    double x = Math.max(one.x(), other.x()) - Math.min(right(one), right(other));
    double y = Math.max(one.y(), other.y()) - Math.min(bottom(one), bottom(other));
    return Math.hypot(Math.max(0, x) * aspect, Math.max(0, y));
  }

  private static double right(Box box) {
    return box.x() + box.width();
  }

  private static double bottom(Box box) {
    return box.y() + box.height();
  }

  /** Height over width as one sees it. */
  double slimness(Box box) {
    return box.height() / Math.max(1e-6, box.width() * aspect);
  }

  /** Height of a person whose feet are on this row, in picture heights; NaN while unknown. */
  double personHeight(double footRow) {
    return persons.at(footRow);
  }

  /** The same, where persons were seen near this row. */
  double personHeightNear(double footRow) {
    return persons.near(footRow);
  }

  /** Size of a vehicle on this row, in picture heights; NaN while unknown. */
  double vehicleSize(double footRow) {
    return vehicles.at(footRow);
  }

  void write(DataOutput out) throws IOException {
    persons.write(out);
    vehicles.write(out);
  }

  void read(DataInput in) throws IOException {
    persons.read(in);
    vehicles.read(in);
  }
}
