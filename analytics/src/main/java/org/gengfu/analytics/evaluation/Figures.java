package org.gengfu.analytics.evaluation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What several scores come to. A ratio is null where there is nothing to divide by.
 *
 * @param hits truths told
 * @param missed truths not told
 * @param falseAlarms events without a truth
 * @param duplicates events for a truth that has one
 * @param delayMedian seconds from due to raised; null without a hit
 * @param delay95 95 % of the hits come within this
 * @param delayMost the hit that came last, in seconds after due; null without a hit
 * @param clearError median seconds between gone and cleared; null where nothing is gone
 */
public record Figures(
    int hits,
    int missed,
    int falseAlarms,
    int duplicates,
    @Nullable Double delayMedian,
    @Nullable Double delay95,
    @Nullable Double delayMost,
    @Nullable Double clearError) {

  /**
   * The least F1 first, then the most duplicates, then the longest delay; what had nothing to find
   * and raised nothing comes last.
   */
  static final Comparator<Figures> WEAKEST_FIRST =
      Comparator.<Figures>comparingDouble(figures -> orElse(figures.f1(), 1))
          .thenComparing(Comparator.comparingInt(Figures::duplicates).reversed())
          .thenComparingDouble(figures -> -orElse(figures.delayMost(), Double.NEGATIVE_INFINITY));

  /** The figures of these scenes together. */
  public static Figures of(Collection<SceneScore> scores) {
    double[] delays =
        scores.stream()
            .flatMap(score -> score.hits().stream())
            .mapToDouble(SceneScore.Hit::delay)
            .sorted()
            .toArray();
    double[] clearErrors =
        scores.stream()
            .flatMap(score -> score.hits().stream())
            .flatMapToDouble(Figures::clearError)
            .sorted()
            .toArray();
    return new Figures(
        delays.length,
        scores.stream().mapToInt(score -> score.missed().size()).sum(),
        scores.stream().mapToInt(score -> score.falseAlarms().size()).sum(),
        scores.stream().mapToInt(score -> score.duplicates().size()).sum(),
        quantile(delays, 0.5),
        quantile(delays, 0.95),
        quantile(delays, 1),
        quantile(clearErrors, 0.5));
  }

  /** The figures of what is of one type in these scenes. */
  static Figures ofType(String type, Collection<Evaluation.Clip> clips) {
    return of(
        clips.stream()
            .map(
                clip -> {
                  List<AnalyzedEvent> events =
                      clip.events().stream()
                          .filter(event -> event.type().code().equals(type))
                          .toList();
                  return SceneScore.of(
                      clip.truth().truths().stream()
                          .filter(truth -> truth.type().equals(type))
                          .toList(),
                      events);
                })
            .toList());
  }

  /** Truths in all. */
  public int due() {
    return hits + missed;
  }

  /** Share of the events that are right; null without an event. */
  public @Nullable Double precision() {
    return ratio(hits, hits + falseAlarms);
  }

  /** Share of the truths that are told; null without a truth. */
  public @Nullable Double recall() {
    return ratio(hits, due());
  }

  /** Harmonic mean of precision and recall; null where there is neither truth nor event. */
  public @Nullable Double f1() {
    return ratio(2 * hits, 2 * hits + falseAlarms + missed);
  }

  private static @Nullable Double ratio(int part, int whole) {
    return whole == 0 ? null : part / (double) whole;
  }

  private static double orElse(@Nullable Double value, double instead) {
    return value == null ? instead : value;
  }

  private static DoubleStream clearError(SceneScore.Hit hit) {
    Double end = hit.truth().end();
    Double cleared = hit.event().clearedSeconds();
    return end == null || cleared == null
        ? DoubleStream.empty()
        : DoubleStream.of(Math.abs(cleared - end));
  }

  /** Linear between the two nearest, as most tools do it. */
  private static @Nullable Double quantile(double[] sorted, double share) {
    if (sorted.length == 0) {
      return null;
    }
    double position = (sorted.length - 1) * share;
    int low = (int) position;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (sorted[high] - sorted[low]) * (position - low);
  }
}
