package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Sizes of one kind of thing by the picture row of its foot, the newest replacing the oldest.
 *
 * <p>Before a fixed camera over flat ground a thing's size grows linearly with its row, from 0 at
 * the horizon. So what passed on some rows tells of the others too: the line is fitted by Theil and
 * Sen's median of slopes, which up to 29 % of strays cannot move. Near rows that were seen are
 * believed more than the line.
 */
final class RowSizes {
  private static final int REMEMBERED = 64;

  /** The line is fitted to so many of the newest: half a thousand pairs. */
  private static final int FITTED = 32;

  /** Rows this far apart say half as much. */
  private static final double REACH = 0.12;

  private static final double MIN_WEIGHT = 2.5;

  /** Quartiles further apart than this are not one kind of thing. */
  private static final double MAX_SPREAD = 1.8;

  /** Fewer sizes make no line. */
  private static final int MIN_FITTED = 5;

  /** Rows nearer to each other say nothing of the slope. */
  private static final double MIN_APART = 0.08;

  private static final int MIN_PAIRS = 8;

  /** Median residual over median size, above which it is no line. */
  private static final double MAX_RESIDUAL = 0.22;

  /**
   * Rows beyond the ones seen for which the line is believed, with a slope seen and a usual one.
   */
  private static final double BEYOND = 0.35;

  private static final double BEYOND_USUAL = 0.22;

  /** Cameras look down: where no slope is known, the horizon is this far above the picture. */
  private static final double USUAL_HORIZON = -0.15;

  /** Nearer the horizon than this share of the usual size the line is not believed. */
  private static final double MIN_SHARE = 0.3;

  /** Large ones count for more: of what drives by, pieces are found as well as the whole. */
  private final boolean bySize;

  private final double[] rows = new double[REMEMBERED];
  private final double[] sizes = new double[REMEMBERED];
  private long added;
  private boolean fitted;

  /** The line through (middleRow, middleSize); NaN where there is none. */
  private double middleSize = Double.NaN;

  private double middleRow;
  private double slope;
  private double firstRow;
  private double lastRow;

  RowSizes(boolean bySize) {
    this.bySize = bySize;
  }

  void add(double row, double size) {
    rows[(int) (added % REMEMBERED)] = row;
    sizes[(int) (added % REMEMBERED)] = size;
    added++;
    fitted = false;
  }

  /** Size of one whose foot is on the row, in picture heights; NaN while unknown. */
  double at(double row) {
    double near = near(row);
    return Double.isNaN(near) ? line(row) : near;
  }

  /** The same, from rows near by alone. */
  double near(double row) {
    int count = (int) Math.min(added, REMEMBERED);
    double[] scaled = new double[count];
    Integer[] order = new Integer[count];
    double weight = 0;
    double total = 0;
    for (int i = 0; i < count; i++) {
      order[i] = i;
      scaled[i] = sizes[i] * perspective(rows[i], row);
      weight += weight(i, row);
      total += share(i, row);
    }
    if (weight < MIN_WEIGHT) {
      return Double.NaN;
    }
    Arrays.sort(order, (a, b) -> Double.compare(scaled[a], scaled[b]));
    double low = scaled[quantile(order, 0.25 * total, row)];
    double high = scaled[quantile(order, 0.75 * total, row)];
    return high > MAX_SPREAD * low ? Double.NaN : scaled[quantile(order, 0.5 * total, row)];
  }

  /** What the line says; NaN where there is none, or too far from what was seen. */
  private double line(double row) {
    fit();
    double size = middleSize + slope * (row - middleRow);
    boolean believed =
        size >= MIN_SHARE * middleSize && row >= firstRow && row <= lastRow && middleSize > 0;
    return believed ? size : Double.NaN;
  }

  /** How much larger a thing is on one row than on another; 1 where no line is known. */
  private double perspective(double from, double to) {
    double there = line(from);
    double here = line(to);
    return there > 0 && here > 0 ? here / there : 1;
  }

  private void fit() {
    if (fitted) {
      return;
    }
    fitted = true;
    middleSize = Double.NaN;
    int count = (int) Math.min(added, FITTED);
    if (count < MIN_FITTED) {
      return;
    }
    double[] row = new double[count];
    double[] size = new double[count];
    for (int i = 0; i < count; i++) {
      int at = (int) ((added - 1 - i) % REMEMBERED);
      row[i] = rows[at];
      size[i] = sizes[at];
    }
    double midRow = median(row);
    double midSize = median(size);
    double seen = slope(row, size);
    boolean usual = Double.isNaN(seen);
    double risen = usual ? midSize / Math.max(0.1, midRow - USUAL_HORIZON) : Math.max(0, seen);
    double[] residuals = new double[count];
    for (int i = 0; i < count; i++) {
      residuals[i] = size[i] - risen * (row[i] - midRow);
    }
    double level = median(residuals);
    for (int i = 0; i < count; i++) {
      residuals[i] = Math.abs(residuals[i] - level);
    }
    if (level > 0 && median(residuals) <= MAX_RESIDUAL * level) {
      double beyond = usual ? BEYOND_USUAL : BEYOND;
      middleRow = midRow;
      middleSize = level;
      slope = risen;
      firstRow = Arrays.stream(row).min().orElse(midRow) - beyond;
      lastRow = Arrays.stream(row).max().orElse(midRow) + beyond;
    }
  }

  /** Median of the slopes of all pairs that are far enough apart; NaN where they are too few. */
  private static double slope(double[] row, double[] size) {
    double[] slopes = new double[row.length * (row.length - 1) / 2];
    int pairs = 0;
    for (int i = 0; i < row.length; i++) {
      for (int j = i + 1; j < row.length; j++) {
        if (Math.abs(row[i] - row[j]) >= MIN_APART) {
          slopes[pairs++] = (size[i] - size[j]) / (row[i] - row[j]);
        }
      }
    }
    return pairs < MIN_PAIRS ? Double.NaN : median(Arrays.copyOf(slopes, pairs));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private int quantile(Integer[] order, double share, double row) {
    double sum = 0;
    for (int i : order) {
      sum += share(i, row);
      if (sum >= share) {
        return i;
      }
    }
    return order[order.length - 1];
  }

  private double weight(int i, double row) {
    double off = (rows[i] - row) / REACH;
    return Math.exp(-0.7 * off * off);
  }

  private double share(int i, double row) {
    return bySize ? weight(i, row) * sizes[i] : weight(i, row);
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
    fitted = false;
  }
}
