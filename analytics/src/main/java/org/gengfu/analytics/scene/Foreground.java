package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;

/**
 * What differs from the empty place in each picture, at any cadence. It keeps an empty place of its
 * own, which takes in nothing by itself: whoever uses it says what has become part of the place.
 */
public final class Foreground {
  /** A picture this much older shows whether something has moved at all. */
  private static final long REFERENCE_MILLIS = 1_000;

  /** Noise does not change within moments. */
  private static final long NOISE_MILLIS = 1_000;

  /** Cells of one body may be this far apart: flat clothes before a flat wall leave holes. */
  static final int REACH = 2;

  private static final double CELL_PIXELS = CellGrid.CELL * CellGrid.CELL;

  /** Less is noise and rain. */
  private static final int MIN_CELLS = 4;

  /** Places that stir for longer than this share of the time are restless. */
  private static final double RESTLESS = 0.2;

  private static final double UNREST_SECONDS = 60;

  /** Before this nothing is known of a place. */
  private static final double LEARNING_SECONDS = 12;

  private final CellGrid grid;
  private final Background background;
  private WindowStatistics statistics;
  private final WindowStatistics earlier;
  private final NoiseEstimate noise;
  private final SceneCut cut;
  private final Vicinity strangers;
  private final byte[] before;
  private final byte[] reference;
  private final byte[] next;
  private final boolean[] differs;
  private final boolean[] matches;
  private final boolean[] masked;

  /**
   * Differs, and is not what it was a second ago: leaves, and whoever walks, but nobody who stands.
   */
  private final boolean[] stirs;

  private final boolean[] open;
  private final boolean[] excused;

  private final float[] unrest;
  private byte[] luma;
  private Light light = Light.SAME;
  private long nextMillis;
  private long noiseMillis;
  private double learnedSeconds;
  private boolean started;

  /**
   * A part of the picture that is not the empty place.
   *
   * @param cells indexes
   * @param box around its pixels, normalised
   * @param filled share of the box that its pixels fill
   * @param compact area of the box over that of its cells
   * @param changed how much of its looks are others than a second or more ago: things that rest 0
   *     to 0.1, persons who stand 0.15 and more, what moves towards 1
   * @param restless true where leaves, water or a clock would show the same
   * @param arrived above 0 its outline says that it came, below 0 that it is where something left
   */
  @SuppressWarnings("ArrayRecordComponent") // looked through, never compared
  public record Shape(
      int[] cells,
      Box box,
      double filled,
      double compact,
      double changed,
      boolean restless,
      double arrived) {}

  /** What became of a picture. */
  public enum Outcome {
    /** The first one: there is nothing to compare it with. */
    STARTED,
    /** Another scene: everything before is void. */
    CUT,
    OBSERVED
  }

  /** Into how many cells a picture of this size is cut. */
  public static int cells(int width, int height) {
    return new CellGrid(width, height).cells;
  }

  public Foreground(int width, int height) {
    this.grid = new CellGrid(width, height);
    this.background = new Background(grid);
    this.statistics = Workbench.of(grid).statistics;
    this.earlier = new WindowStatistics(grid);
    this.noise = new NoiseEstimate(grid);
    this.cut = new SceneCut(grid);
    this.strangers = new Vicinity(grid);
    this.before = new byte[width * height];
    this.reference = new byte[width * height];
    this.next = new byte[width * height];
    this.differs = new boolean[grid.cells];
    this.matches = new boolean[grid.cells];
    this.masked = new boolean[grid.cells];
    this.stirs = new boolean[grid.cells];
    this.open = new boolean[grid.cells];
    this.excused = new boolean[grid.cells];
    this.unrest = new float[grid.cells];
    this.luma = before;
  }

  /** Sees nothing in these from now on. */
  public void masks(List<Polygon> polygons) {
    for (int cell = 0; cell < grid.cells; cell++) {
      masked[cell] = false;
      for (Polygon polygon : polygons) {
        masked[cell] |= grid.looksInto(cell, polygon);
      }
    }
  }

  /** Compares the picture with the empty place; it is read until {@link #learn}. */
  public Outcome observe(byte[] picture, long now) {
    luma = picture;
    if (!started) {
      start(now);
      return Outcome.STARTED;
    }
    if (now - nextMillis >= REFERENCE_MILLIS) {
      copy(next, reference);
      earlier.measure(reference);
    }
    if (now - noiseMillis >= NOISE_MILLIS) {
      noise.measure(luma, before);
      noiseMillis = now;
    }
    statistics = Workbench.of(grid).statistics;
    statistics.measure(luma);
    background.compare(luma, statistics, noise.variance());
    for (int cell = 0; cell < grid.cells; cell++) {
      boolean same = background.distance[cell] < CellCorrelation.SAME;
      matches[cell] = same && !masked[cell];
      differs[cell] = !same && !masked[cell];
    }
    light = Light.fit(background.mean, statistics.mean, matches);
    if (cut.happened(background.distance, masked, luma, before, statistics, noise.variance())) {
      start(now);
      return Outcome.CUT;
    }
    return Outcome.OBSERVED;
  }

  private void start(long now) {
    started = true;
    learnedSeconds = 0;
    Arrays.fill(differs, false);
    Arrays.fill(unrest, 0);
    background.start(luma);
    light = Light.SAME;
    copy(luma, before);
    copy(luma, reference);
    copy(luma, next);
    nextMillis = now;
    earlier.measure(reference);
  }

  private static void copy(byte[] from, byte[] to) {
    System.arraycopy(from, 0, to, 0, to.length);
  }

  /** What is there, part by part. */
  public List<Shape> shapes() {
    System.arraycopy(differs, 0, open, 0, open.length);
    Arrays.fill(stirs, false);
    CellGroups groups = Workbench.of(grid).parts;
    List<Shape> shapes = new ArrayList<>();
    for (int cell = 0; cell < grid.cells; cell++) {
      if (open[cell]) {
        int[] cells = groups.take(cell, open);
        if (cells.length >= MIN_CELLS) {
          shapes.add(shape(cells));
        }
      }
    }
    return shapes;
  }

  private Shape shape(int[] cells) {
    PixelMask mask = PixelMask.of(cells, luma, background, light, noise.variance(), grid);
    double unquiet = 0;
    for (int cell : cells) {
      unquiet += unrest[cell];
    }
    return new Shape(
        cells,
        mask.box(),
        mask.filled(),
        mask.box().area() * grid.width * grid.height / (cells.length * CELL_PIXELS),
        changed(cells),
        learnedSeconds < LEARNING_SECONDS || unquiet > RESTLESS * cells.length,
        GhostTest.vote(mask, luma, background));
  }

  private double changed(int[] cells) {
    double sum = 0;
    for (int cell : cells) {
      int cross = 0;
      int row = grid.windowOrigin(cell);
      for (int y = 0; y < CellGrid.WINDOW; y++, row += grid.width) {
        for (int i = row; i < row + CellGrid.WINDOW; i++) {
          cross += (luma[i] & 0xff) * (reference[i] & 0xff);
        }
      }
      float covariance =
          cross / (float) CellGrid.WINDOW_PIXELS - statistics.mean[cell] * earlier.mean[cell];
      float distance =
          CellCorrelation.distance(
              statistics.variance[cell], earlier.variance[cell], covariance, noise.variance());
      stirs[cell] = distance >= CellCorrelation.SAME;
      sum += Math.min(1, distance);
    }
    return sum / cells.length;
  }

  /** The shape is part of the place from now on. */
  public void adopt(Shape shape) {
    for (int cell : shape.cells()) {
      background.adopt(cell, luma);
      differs[cell] = false;
    }
  }

  /**
   * Lets the empty place follow the picture where it is seen, and ends the picture.
   *
   * @param people what is known to be somebody: where they are is no unrest
   * @param seconds since the picture before
   */
  public void learn(List<Shape> people, double seconds, long now) {
    Arrays.fill(excused, false);
    for (Shape shape : people) {
      for (int cell : shape.cells()) {
        excused[cell] = true;
      }
    }
    learnedSeconds += seconds;
    float share = (float) (seconds / Math.min(learnedSeconds, UNREST_SECONDS + seconds));
    for (int cell = 0; cell < grid.cells; cell++) {
      unrest[cell] += share * ((stirs[cell] && !excused[cell] ? 1 : 0) - unrest[cell]);
    }
    follow(Background.rate(seconds));
    copy(luma, before);
    if (now - nextMillis >= REFERENCE_MILLIS) {
      copy(luma, next);
      nextMillis = now;
    }
    luma = before;
  }

  private void follow(int rate) {
    strangers.mark(cell -> differs[cell]);
    for (int row = 0; row < grid.rows; row++) {
      int end = (row + 1) * grid.columns;
      int first = row * grid.columns;
      for (int cell = first; cell < end; cell++) {
        if (strangers.near(cell)) {
          background.blend(first, cell - first, luma, rate);
          first = cell + 1;
          if (differs[cell]) {
            background.follow(cell, light, rate);
          }
        }
      }
      background.blend(first, end - first, luma, rate);
    }
  }

  /** Writes the state. */
  public void write(DataOutput out) throws IOException {
    out.writeBoolean(started);
    out.writeDouble(learnedSeconds);
    noise.write(out);
    background.write(out);
    for (float each : unrest) {
      out.writeFloat(each);
    }
    out.write(before);
  }

  /** Reads the state back, as of a picture at this time. */
  public void read(DataInput in, long now) throws IOException {
    started = in.readBoolean();
    learnedSeconds = in.readDouble();
    noise.read(in);
    background.read(in);
    for (int cell = 0; cell < grid.cells; cell++) {
      unrest[cell] = in.readFloat();
    }
    in.readFully(before);
    copy(before, reference);
    copy(before, next);
    nextMillis = now;
    earlier.measure(reference);
  }
}
