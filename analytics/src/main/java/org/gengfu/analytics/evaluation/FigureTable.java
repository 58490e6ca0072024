package org.gengfu.analytics.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gengfu.analytics.evaluation.SceneTruth.Truth;
import org.gengfu.core.media.Hindrance;
import org.jspecify.annotations.Nullable;

/** Figures as lines of text. */
public final class FigureTable {
  private FigureTable() {}

  /** The titles. */
  public static String head() {
    return String.format(
        "%-28s%5s%5s%5s%5s%7s%7s%7s%7s%7s%7s%7s",
        "clip", "TP", "FN", "FP", "dup", "prec", "rec", "F1", "delay", "p95", "most", "clear");
  }

  /** One scene's line, with what went wrong in words. */
  public static String line(Evaluation.Clip clip) {
    String notes = String.join("; ", notes(clip));
    String line = line(clip.name(), Figures.of(List.of(clip.score())));
    return notes.isEmpty() ? line : line + "  " + notes;
  }

  /** By type, by disturbance with the weakest first, and all together. */
  public static List<String> summary(Evaluation evaluation) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    evaluation.byType().forEach((type, figures) -> lines.add(line(type, figures)));
    evaluation
        .byDisturbance()
        .forEach((kind, figures) -> lines.add(line("disturbance: " + kind, figures)));
    lines.add(line("TOTAL", evaluation.total()));
    double unjudged =
        evaluation.clips().stream().mapToDouble(Evaluation.Clip::unjudgedSeconds).sum();
    lines.add(
        String.format(
            Locale.ROOT,
            "it was said for %.0f s that nothing can be judged; %d of %d misses fall into that",
            unjudged,
            evaluation.saidMisses(),
            evaluation.total().missed()));
    return lines;
  }

  /** The cells of a line, as texts. */
  static List<String> cells(Figures figures) {
    return Stream.concat(
            Stream.of(figures.hits(), figures.missed(), figures.falseAlarms(), figures.duplicates())
                .map(String::valueOf),
            Stream.of(
                text(figures.precision()),
                text(figures.recall()),
                text(figures.f1()),
                text(figures.delayMedian()),
                text(figures.delay95()),
                text(figures.delayMost()),
                text(figures.clearError())))
        .toList();
  }

  private static String line(String name, Figures figures) {
    List<String> cells = cells(figures);
    StringBuilder line = new StringBuilder(String.format("%-28s", name));
    for (int i = 0; i < cells.size(); i++) {
      line.append(String.format(i < 4 ? "%5s" : "%7s", cells.get(i)));
    }
    return line.toString();
  }

  private static String text(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static List<String> notes(Evaluation.Clip clip) {
    SceneScore score = clip.score();
    List<String> notes = new ArrayList<>();
    for (Truth truth : score.missed()) {
      Hindrance said = clip.said(truth);
      String missed = "missed " + at(truth.type(), truth.onset());
      notes.add(said == null ? missed : missed + " (can't judge: " + said.code() + ")");
    }
    score
        .falseAlarms()
        .forEach(event -> notes.add("false " + at(event.type().code(), event.raisedSeconds())));
    score
        .duplicates()
        .forEach(event -> notes.add("again " + at(event.type().code(), event.raisedSeconds())));
    clip.unjudged().stream()
        .filter(span -> !span.hindrance().passing())
        .forEach(span -> notes.add(span.words()));
    return notes;
  }

  private static String at(String what, double seconds) {
    return String.format(Locale.ROOT, "%s at %.0f s", what, seconds);
  }
}
