package org.gengfu.analytics.scene;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.gengfu.core.geometry.Polygon;

/**
 * What every cell of the picture shows: background, a look that is remembered, or neither. The
 * stages run in the order of {@link #observe}.
 */
final class SceneModel {
  /** A new look came at some time since the picture before; after a gap, at its end. */
  private static final long MAX_ONSET_DOUBT_MILLIS = 5_000;

  final CellGrid grid;
  final Background background;
  final CandidateMemory memory;
  private final NoiseEstimate noise;
  private WindowStatistics statistics;
  private final SceneCut cut;
  private final Alignment alignment;
  private final Vicinity strangers;
  private final byte[] before;
  private final boolean[] matches;
  private final boolean[] unknownBefore;
  private final boolean[] emptyBefore;

  /** Cells that are never judged: they always show background. */
  private final boolean[] masked;

  /** Cells that a mask hid until now. */
  private final boolean[] unmasked;

  private byte[] luma;
  private Light light = Light.SAME;
  private boolean started;

  SceneModel(CellGrid grid) {
    this.grid = grid;
    this.background = new Background(grid);
    this.memory = new CandidateMemory(grid);
    this.noise = new NoiseEstimate(grid);
    this.statistics = Workbench.of(grid).statistics;
    this.cut = new SceneCut(grid);
    this.alignment = new Alignment(grid);
    this.strangers = new Vicinity(grid);
    this.before = new byte[grid.width * grid.height];
    this.matches = new boolean[grid.cells];
    this.unknownBefore = new boolean[grid.cells];
    this.emptyBefore = new boolean[grid.cells];
    this.masked = new boolean[grid.cells];
    this.unmasked = new boolean[grid.cells];
    this.luma = before;
  }

  /** What became of the picture. */
  enum Outcome {
    /** The first one: there is nothing to compare it with. */
    STARTED,
    /** Nothing to see: no signal, night without light, a hand on the lens. Says nothing. */
    BLANK,
    /** Another scene: everything before is void. */
    CUT,
    OBSERVED
  }

  /**
   * Judges no cell that looks into these from now on, and forgets what was remembered there. What a
   * mask before hid is taken as the next picture shows it.
   */
  void masks(List<Polygon> polygons) {
    boolean[] before = masked.clone();
    Arrays.fill(masked, false);
    for (Polygon polygon : polygons) {
      for (int cell = 0; cell < grid.cells; cell++) {
        masked[cell] |= grid.looksInto(cell, polygon);
      }
    }
    for (int cell = 0; cell < grid.cells; cell++) {
      if (masked[cell]) {
        memory.forget(cell);
      }
      unmasked[cell] = !masked[cell] && (unmasked[cell] || before[cell]);
    }
  }

  private void adoptUnmasked() {
    for (int cell = 0; cell < grid.cells; cell++) {
      if (unmasked[cell]) {
        background.adopt(cell, luma);
        unmasked[cell] = false;
      }
    }
  }

  /** Compares the picture with what is known. */
  Outcome observe(byte[] picture, long now, long last) {
    if (BlankPicture.is(picture)) {
      return Outcome.BLANK;
    }
    luma = picture;
    if (!started) {
      started = true;
      background.start(luma);
      return Outcome.STARTED;
    }
    luma = alignment.align(picture, background, memory.shows);
    adoptUnmasked();
    noise.measure(luma, before);
    statistics = Workbench.of(grid).statistics;
    statistics.measure(luma);
    background.compare(luma, statistics, noise());
    for (int cell = 0; cell < grid.cells; cell++) {
      matches[cell] = !masked[cell] && background.distance[cell] < CellCorrelation.SAME;
    }
    light = Light.fit(background.mean, statistics.mean, matches);
    Workbench.of(grid).softLight.forgive(luma, background, statistics, light, noise());
    if (cut.happened(background.distance, masked, luma, before, statistics, noise())) {
      background.start(luma);
      memory.clear();
      return Outcome.CUT;
    }
    long onset = now - Math.min(MAX_ONSET_DOUBT_MILLIS, now - last) / 2;
    for (int cell = 0; cell < grid.cells; cell++) {
      if (!masked[cell]) {
        memory.observe(cell, luma, statistics, background, light, noise(), onset, now);
      }
    }
    return Outcome.OBSERVED;
  }

  /**
   * Lets the background follow where it is seen. Beside a stranger only where the mean luma agrees,
   * or the edge of a standing person leaks in and is a ghost when he leaves.
   */
  void learn(double seconds) {
    int rate = Background.rate(seconds);
    strangers.mark(cell -> memory.shows[cell] != CandidateMemory.Shows.BACKGROUND);
    for (int row = 0; row < grid.rows; row++) {
      int end = (row + 1) * grid.columns;
      int first = row * grid.columns;
      for (int cell = first; cell < end; cell++) {
        if (!seen(cell)) {
          background.blend(first, cell - first, luma, rate);
          background.follow(cell, light, rate);
          first = cell + 1;
        }
      }
      background.blend(first, end - first, luma, rate);
    }
  }

  /** Whether the background is seen in the cell, and may follow what it shows. */
  private boolean seen(int cell) {
    if (memory.shows[cell] != CandidateMemory.Shows.BACKGROUND) {
      return false;
    }
    if (!strangers.near(cell)) {
      return true;
    }
    float residual = light.residual(background.mean[cell], statistics.mean[cell]);
    return Math.abs(residual) <= 2 * light.spread() + 2;
  }

  /** Whether every cell showed the empty place in the last picture; never before the first. */
  boolean nothingShows() {
    boolean nothing = started;
    for (int cell = 0; nothing && cell < grid.cells; cell++) {
      nothing = memory.shows[cell] == CandidateMemory.Shows.BACKGROUND;
    }
    return nothing;
  }

  /** Keeps the picture to compare the next one with; it is not read after this. */
  void remember() {
    System.arraycopy(luma, 0, before, 0, before.length);
    luma = before;
    for (int cell = 0; cell < grid.cells; cell++) {
      emptyBefore[cell] = memory.shows[cell] == CandidateMemory.Shows.BACKGROUND;
      unknownBefore[cell] = memory.shows[cell] == CandidateMemory.Shows.UNKNOWN;
    }
  }

  /** True where the cell showed background in the picture before. */
  boolean emptyBefore(int cell) {
    return emptyBefore[cell];
  }

  /** True where something unknown shows at the pixel, in this picture or in the one before. */
  boolean hidden(int x, int y) {
    int column = Math.min(x / CellGrid.CELL, grid.columns - 1);
    int cell = Math.min(y / CellGrid.CELL, grid.rows - 1) * grid.columns + column;
    return unknownBefore[cell] || memory.shows[cell] == CandidateMemory.Shows.UNKNOWN;
  }

  /**
   * Makes what the cells show now part of the background; where a passer-by hides it, nothing, or
   * he would be a part of it.
   */
  void adopt(int[] cells) {
    for (int cell : cells) {
      if (memory.shows[cell] != CandidateMemory.Shows.UNKNOWN) {
        background.adopt(cell, luma);
        memory.forget(cell);
      }
    }
  }

  /** Those of the cells, of a patch that is light as a whole, that hold nothing else. */
  int[] lit(int[] cells) {
    return LightTest.lit(cells, luma, background, noise(), grid);
  }

  /** The scene without what came, as far as it is known. */
  LumaPicture empty() {
    byte[] pixels = new byte[grid.width * grid.height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) background.pixel(i);
    }
    return new LumaPicture(grid.width, grid.height, pixels, 0, 0);
  }

  PixelMask mask(int[] cells) {
    return PixelMask.of(
        cells,
        luma,
        background,
        LocalLight.around(cells, light, background, statistics, memory.shows, grid),
        noise(),
        grid);
  }

  byte[] luma() {
    return luma;
  }

  byte[] before() {
    return before;
  }

  float noise() {
    return noise.variance();
  }

  /** Whether anything is known of the place. */
  boolean started() {
    return started;
  }

  /** Mean luma of the last picture in the cell's window. */
  float mean(int cell) {
    return statistics.mean[cell];
  }

  /** Cells that are never judged. */
  boolean[] masked() {
    return masked;
  }

  /** What the last picture as a whole says. */
  void measure(PictureMeasures measures) {
    measures.take(statistics.mean, statistics.variance, noise(), alignment.adrift());
  }

  void write(DataOutput out) throws IOException {
    out.writeBoolean(started);
    out.write(before);
    noise.write(out);
    background.write(out);
    memory.write(out);
  }

  void read(DataInput in) throws IOException {
    started = in.readBoolean();
    in.readFully(before);
    noise.read(in);
    background.read(in);
    memory.read(in);
  }
}
