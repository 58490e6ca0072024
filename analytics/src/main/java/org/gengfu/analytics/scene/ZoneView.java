package org.gengfu.analytics.scene;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight.ZoneSight;
import org.jspecify.annotations.Nullable;

/** Whether one zone can be judged, by what the scene model holds of its cells anyway. */
final class ZoneView {
  /** A dwell must hold as many pictures: two still pairs are asked for. */
  private static final int LOOKS = 3;

  /** Closer than this is what cameras send: the shortest dwells are told a picture late. */
  private static final double CLOSE_SECONDS = 2.5;

  /** Further apart than this nothing hangs together, however long the dwell. */
  private static final double FAR_SECONDS = 20;

  /** Who walks through a zone is there for seconds; quiet cameras are looked at within eight. */
  private static final double PRESENCE_SECONDS = 8.5;

  /** Share of a zone's cells that masks hide. */
  private static final double MOSTLY = 0.8;

  /** Luma of a zone without any structure: below it is night, above it is glare. */
  private static final double NIGHT = 26;

  private static final double GLARE = 228;

  /** Luma steps between two pictures, in the mean of the zone. */
  private static final double JUMP = 8;

  private final ZoneRule rule;
  private final int[] cells;
  private final boolean masked;
  private final double longestGap;
  private final Lasting sparse = new Lasting(0.5, 0.25);
  private final Lasting dark = new Lasting(0.5, 0.25);
  private final Lasting glare = new Lasting(0.5, 0.25);
  private final Lasting restless = new Lasting(0.5, 0.3);
  private final Lasting jumping = new Lasting(0.4, 0.2);
  private double lastMean = Double.NaN;
  private @Nullable ZoneSight told;

  /**
   * @param zone the zone
   * @param hidden cells that a mask hides
   */
  ZoneView(ZoneRule zone, CellGrid grid, boolean[] hidden) {
    rule = zone;
    int[] inside =
        IntStream.range(0, grid.cells).filter(cell -> middle(cell, grid, zone.polygon())).toArray();
    cells = IntStream.of(inside).filter(cell -> !hidden[cell]).toArray();
    masked = inside.length - cells.length >= MOSTLY * Math.max(1, inside.length);
    longestGap =
        zone.needsPresence()
            ? PRESENCE_SECONDS
            : Math.max(
                CLOSE_SECONDS, Math.min(FAR_SECONDS, zone.dwell().toMillis() / 1000.0 / LOOKS));
  }

  /** Of every second cell, like a chessboard: the windows overlap. */
  private static boolean middle(int cell, CellGrid grid, Polygon polygon) {
    int column = cell % grid.columns;
    int row = cell / grid.columns;
    return (column + row) % 2 == 0
        && polygon.contains(
            (column + 0.5) * CellGrid.CELL / grid.width, (row + 0.5) * CellGrid.CELL / grid.height);
  }

  /** Takes what the cells of a picture show. */
  void look(SceneModel model, double sigma, double seconds, double weight) {
    sparse.take(seconds > longestGap, weight);
    if (cells.length == 0) {
      return;
    }
    int unknown = 0;
    double sum = 0;
    double squares = 0;
    for (int cell : cells) {
      unknown += model.memory.shows[cell] == CandidateMemory.Shows.UNKNOWN ? 1 : 0;
      double mean = model.mean(cell);
      sum += mean;
      squares += mean * mean;
    }
    double mean = sum / cells.length;
    double variance = squares / cells.length - mean * mean;
    double least = PictureMeasures.LEAST_CONTRAST * sigma;
    boolean even = variance < least * least;
    dark.take(even && mean < NIGHT, weight);
    glare.take(even && mean > GLARE, weight);
    restless.take(unknown / (double) cells.length, weight);
    jumping.take(Math.abs(mean - lastMean) > JUMP, weight);
    lastMean = mean;
  }

  /** The place is another one: what was seen of it counts no more. */
  void forget() {
    sparse.forget();
    dark.forget();
    glare.forget();
    restless.forget();
    jumping.forget();
    lastMean = Double.NaN;
  }

  /** Decides anew; returns whether the decision has changed. */
  boolean decide(long now) {
    Hindrance hindrance = hindrance();
    ZoneSight before = told;
    if (hindrance == (before == null ? null : before.hindrance())) {
      return false;
    }
    told =
        hindrance == null
            ? null
            : new ZoneSight(
                rule.zoneId(),
                hindrance,
                before == null ? Instant.ofEpochMilli(now) : before.since());
    return true;
  }

  private @Nullable Hindrance hindrance() {
    if (sparse.holds()) {
      return Hindrance.SPARSE;
    } else if (masked) {
      return Hindrance.MASKED;
    } else if (dark.holds()) {
      return Hindrance.DARK;
    } else if (glare.holds()) {
      return Hindrance.GLARE;
    } else if (restless.holds()) {
      return jumping.holds() ? Hindrance.UNSTEADY_LIGHT : Hindrance.RESTLESS;
    }
    return null;
  }

  /** Why it can't be judged; null where it can. */
  @Nullable ZoneSight told() {
    return told;
  }

  /** The views of these zones. */
  static List<ZoneView> of(List<ZoneRule> rules, CellGrid grid, boolean[] hidden) {
    return rules.stream().map(rule -> new ZoneView(rule, grid, hidden)).toList();
  }
}
