package org.gengfu.analytics.evaluation;

import java.util.List;
import java.util.Locale;
import org.gengfu.analytics.evaluation.SceneTruth.Negative;
import org.gengfu.analytics.evaluation.SceneTruth.Truth;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.gengfu.analytics.offline.UnjudgedSpan;
import org.jspecify.annotations.Nullable;

/** One scene's truth and events along its time, as SVG. */
final class Timeline {
  private static final int WIDTH = 1000;
  private static final int LABEL = 150;
  private static final int ROW = 18;
  private static final int BAR = 12;
  private static final double TICK_SECONDS = 30;

  private final StringBuilder page;
  private final double length;
  private int y = ROW;

  private Timeline(StringBuilder page, double length) {
    this.page = page;
    this.length = length;
  }

  static void draw(StringBuilder page, Evaluation.Clip clip) {
    SceneScore score = clip.score();
    int rows =
        1
            + clip.truth().truths().size()
            + clip.truth().negatives().size()
            + clip.unjudged().size()
            + Math.max(1, clip.events().size());
    page.append(
        String.format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\" font-size=\"11\""
                + " font-family=\"system-ui\"><defs><pattern id=\"h\" width=\"5\" height=\"5\""
                + " patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect"
                + " width=\"2\" height=\"5\" fill=\"#b9c0c7\"/></pattern></defs>",
            WIDTH, (rows + 1) * ROW));
    Timeline line = new Timeline(page, Math.max(1, clip.length().toMillis() / 1000.0));
    line.ticks(rows);
    for (UnjudgedSpan span : clip.unjudged()) {
      String zone = span.zone() == null ? "" : " " + span.zone();
      line.bar(
          "can't judge" + zone + ": " + span.hindrance().code(),
          span.fromSeconds(),
          span.toSeconds(),
          span.hindrance().passing() ? "#e7dcc3" : "#c98a00");
    }
    for (Negative negative : clip.truth().negatives()) {
      line.bar(negative.what(), negative.start(), negative.end(), "url(#h)");
    }
    for (Truth truth : clip.truth().truths()) {
      line.mark(truth.due());
      line.bar(truth.type(), truth.onset(), truth.end(), "#8a949e");
    }
    score.hits().forEach(hit -> line.event("right", hit.event(), "#1d6b34"));
    line.events("false", score.falseAlarms());
    line.events("duplicate", score.duplicates());
    page.append("</svg>");
  }

  private void events(String what, List<AnalyzedEvent> events) {
    events.forEach(event -> event(what, event, "#a3231d"));
  }

  private void event(String what, AnalyzedEvent event, String colour) {
    bar(what + ": " + event.type().code(), event.raisedSeconds(), event.clearedSeconds(), colour);
  }

  private void ticks(int rows) {
    for (double t = 0; t <= length; t += TICK_SECONDS) {
      page.append(
          String.format(
              Locale.ROOT,
              "<path d=\"M%.1f %dV%d\" stroke=\"#dde1e5\"/><text x=\"%.1f\" y=\"11\""
                  + " fill=\"#4a535c\">%.0f s</text>",
              x(t),
              ROW,
              (rows + 1) * ROW,
              x(t),
              t));
    }
  }

  private void mark(double seconds) {
    page.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f %dv%d\" stroke=\"#1c2126\" stroke-width=\"2\"/>",
            x(seconds),
            y - 1,
            ROW));
  }

  /** A row with one bar; without a start from the beginning, without an end to the end. */
  private void bar(String label, @Nullable Double from, @Nullable Double to, String fill) {
    double start = x(from == null ? 0 : from);
    double end = x(to == null ? length : Math.min(length, to));
    String words = EvaluationReport.escaped(label);
    page.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"%d\" fill=\"#4a535c\">%s</text><rect x=\"%.1f\" y=\"%d\""
                + " width=\"%.1f\" height=\"%d\" fill=\"%s\""
                + " fill-opacity=\".85\"><title>%s</title></rect>",
            y + BAR - 2,
            EvaluationReport.escaped(label.length() > 26 ? label.substring(0, 25) + "…" : label),
            start,
            y + 1,
            Math.max(2, end - start),
            BAR,
            fill,
            words));
    y += ROW;
  }

  private double x(double seconds) {
    return LABEL + (WIDTH - LABEL) * Math.max(0, Math.min(length, seconds)) / length;
  }
}
