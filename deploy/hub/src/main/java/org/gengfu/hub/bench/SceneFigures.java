package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gengfu.analytics.evaluation.Figures;

/** What the scenes' script said of one pass over a folder, and the bars that it is held to. */
final class SceneFigures {
  private static final int REAL_EVENTS = 2;
  private static final double LEAST_F1 = 0.95;
  private static final double MOST_MEDIAN_SECONDS = 2;
  private static final double MOST_P95_SECONDS = 5;

  private SceneFigures() {}

  /** Real scenes: every event found, no false alarm. */
  static List<Figure> real(String name, JsonNode score) {
    JsonNode total = score.path("total");
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atLeast(name + ": events found", total.path("tp").asInt(), "", REAL_EVENTS));
    figures.add(Figure.atMost(name + ": missed", total.path("fn").asInt(), "", 0));
    figures.add(Figure.atMost(name + ": false alarms", total.path("fp").asInt(), "", 0));
    figures.add(Figure.atMost(name + ": duplicates", total.path("duplicates").asInt(), "", 0));
    stated(figures, name + ": delay, median", total.path("delay_median_s"), "s");
    stated(figures, name + ": delay, p95", total.path("delay_p95_s"), "s");
    return figures;
  }

  /** Composed scenes: F1 by type, duplicates and delays are held to bars. */
  static List<Figure> composed(String name, JsonNode score) {
    JsonNode total = score.path("total");
    List<Figure> figures = new ArrayList<>();
    score
        .path("types")
        .properties()
        .forEach(
            type ->
                figures.add(
                    Figure.atLeast(
                        name + ", " + type.getKey() + ": F1",
                        type.getValue().path("f1").asDouble(),
                        "",
                        LEAST_F1)));
    for (String count : List.of("tp", "fn", "fp", "f1")) {
      stated(figures, name + ": " + count, total.path(count), "");
    }
    figures.add(Figure.atMost(name + ": duplicates", total.path("duplicates").asInt(), "", 0));
    // Where nothing was found there is no delay, and the bar of F1 is missed.
    figures.add(
        Figure.atMost(
            name + ": delay, median",
            total.path("delay_median_s").asDouble(),
            "s",
            MOST_MEDIAN_SECONDS));
    figures.add(
        Figure.atMost(
            name + ": delay, p95", total.path("delay_p95_s").asDouble(), "s", MOST_P95_SECONDS));
    return figures;
  }

  /** How many of one disturbance's events went wrong. */
  static Figure disturbed(String name, String kind, Figures of) {
    Double latest = of.delayMost();
    String words =
        latest == null
            ? "nothing found"
            : String.format(
                Locale.ROOT, "%d of %d found, %.1f s late at most", of.hits(), of.due(), latest);
    return Figure.stated(
        name + ", " + kind + ": " + (of.due() == 0 ? "nothing due" : words),
        of.missed() + of.falseAlarms() + of.duplicates(),
        "missed, false or again");
  }

  private static void stated(List<Figure> figures, String name, JsonNode value, String unit) {
    if (value.isNumber()) {
      figures.add(Figure.stated(name, value.asDouble(), unit));
    }
  }
}
