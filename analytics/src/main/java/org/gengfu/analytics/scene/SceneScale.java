package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
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

  /** At least as wide as nearly tall: a vehicle, or people side by side. */
  private static final double VEHICLE_ASPECT = 0.95;

  /** A compact body fills its box; swaying leaves and rain do not. */
  private static final double MIN_FILLED = 0.4;

  private static final double VEHICLE_FILLED = 0.55;

  /** What moved is not what it was 2 s before; less is someone who stands. */
  private static final double MIN_FRESH = 0.6;

  /** Height of what is too small to be measured, of the picture's height. */
  private static final double MIN_HEIGHT = 0.04;

  /** A group of people is not larger than this many squared person heights. */
  private static final double GROUP_AREA = 0.7;

  private final Sizes persons = new Sizes();
  private final Sizes vehicles = new Sizes();
  private final double aspect;

  SceneScale(CellGrid grid) {
    this.aspect = grid.width / (double) grid.height;
  }

  /** Learns from what passes; {@code walked} where it was seen a few steps away before. */
  void learn(Mover mover, boolean walked) {
    Box box = mover.box();
    boolean whole =
        box.x() > 0.01
            && box.y() > 0.01
            && box.x() + box.width() < 0.99
            && box.y() + box.height() < 0.99;
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
    } else if (1 / slim >= VEHICLE_ASPECT && mover.filled() >= VEHICLE_FILLED) {
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

  /** Sizes by row, the newest replacing the oldest. */
  private static final class Sizes {
    private static final int REMEMBERED = 64;

    /** Rows this far apart say half as much. */
    private static final double REACH = 0.12;

    private static final double MIN_WEIGHT = 2.5;

    /** Quartiles further apart than this are not one kind of thing. */
    private static final double MAX_SPREAD = 1.8;

    private final double[] rows = new double[REMEMBERED];
    private final double[] sizes = new double[REMEMBERED];
    private long added;

    void add(double row, double size) {
      rows[(int) (added % REMEMBERED)] = row;
      sizes[(int) (added % REMEMBERED)] = size;
      added++;
    }

    void write(DataOutput out) throws IOException {
      out.writeLong(added);
      for (int i = 0; i < REMEMBERED; i++) {
        out.writeFloat((float) rows[i]);
        out.writeFloat((float) sizes[i]);
      }
    }

    void read(DataInput in) throws IOException {
      added = Math.max(0, in.readLong());
      for (int i = 0; i < REMEMBERED; i++) {
        rows[i] = in.readFloat();
        sizes[i] = in.readFloat();
      }
    }

    /** Weighted median of the sizes near the row. */
    double at(double row) {
      int count = (int) Math.min(added, REMEMBERED);
      Integer[] order = new Integer[count];
      double total = 0;
      for (int i = 0; i < count; i++) {
        order[i] = i;
        total += weight(i, row);
      }
      if (total < MIN_WEIGHT) {
        return Double.NaN;
      }
      Arrays.sort(order, (a, b) -> Double.compare(sizes[a], sizes[b]));
      double low = quantile(order, 0.25 * total, row);
      double high = quantile(order, 0.75 * total, row);
      return high > MAX_SPREAD * low ? Double.NaN : quantile(order, 0.5 * total, row);
    }

    private double quantile(Integer[] order, double weight, double row) {
      double sum = 0;
      for (int i : order) {
        sum += weight(i, row);
        if (sum >= weight) {
          return sizes[i];
        }
      }
      return sizes[order[order.length - 1]];
    }

    private double weight(int i, double row) {
      double off = (rows[i] - row) / REACH;
      return Math.exp(-0.7 * off * off);
    }
  }
}
