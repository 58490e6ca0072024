package org.gengfu.analytics.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gengfu.analytics.evaluation.SceneTruth.Truth;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.gengfu.analytics.offline.VideoStills;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.media.Hindrance;

/**
 * An evaluation as one page of HTML that needs nothing besides itself: figures, a timeline a scene,
 * and the picture of each miss, false alarm and duplicate.
 */
public final class EvaluationReport {
  private static final int STILL_WIDTH = 640;

  /** A picture a little after a miss was due: it is to be seen by then. */
  private static final double AFTER_DUE_SECONDS = 2;

  private static final String STYLE =
      """
      body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1c2126}
      table{border-collapse:collapse;margin:.5rem 0 1.5rem}
      th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #dde1e5}
      th:first-child,td:first-child{text-align:left}
      figure{display:inline-block;margin:.4rem .8rem .4rem 0;max-width:20.5rem;vertical-align:top}
      figure img{width:100%;display:block}
      figcaption{font-size:13px;color:#4a535c}
      svg{width:100%;height:auto;display:block}
      .bad{color:#a3231d}.good{color:#1d6b34}
      """;

  private EvaluationReport() {}

  /**
   * Writes the page.
   *
   * @param evaluation what it tells
   * @param detector whether a detector was asked
   * @param file is overwritten
   * @throws IOException when a video can't be read again, or the page not be written
   */
  public static void write(Evaluation evaluation, boolean detector, Path file) throws IOException {
    StringBuilder page = new StringBuilder(1 << 16);
    page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<title>gengfu evaluate</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Evaluation</h1><p>")
        .append(evaluation.clips().size())
        .append(detector ? " scenes, with a detector.</p>" : " scenes, without a detector.</p>");
    table(page, "All", Map.of("total", evaluation.total()));
    table(page, "By type", evaluation.byType());
    table(page, "By disturbance, the weakest first", evaluation.byDisturbance());
    page.append("<h2>Scenes</h2><p>Grey: what must be raised, from onset to end, with a line where")
        .append(
            " it is due. Below: <span class=\"good\">right</span> and <span class=\"bad\">wrong")
        .append(
            "</span> events, from raised to cleared. Hatched: what must not raise anything. Amber,"
                + " on top: when it was said that it can't be judged (pale: while learning).</p>");
    for (Evaluation.Clip clip : evaluation.clips()) {
      scene(page, clip);
    }
    page.append("</body></html>\n");
    Files.writeString(file, page, StandardCharsets.UTF_8);
  }

  private static void table(StringBuilder page, String title, Map<String, Figures> rows) {
    page.append("<h2>").append(title).append("</h2><table><tr><th></th>");
    for (String head :
        List.of(
            "found",
            "missed",
            "false",
            "duplicate",
            "precision",
            "recall",
            "F1",
            "delay, median s",
            "delay, 95 % s",
            "delay, most s",
            "clear error, median s")) {
      page.append("<th>").append(head).append("</th>");
    }
    page.append("</tr>");
    rows.forEach(
        (name, figures) -> {
          page.append("<tr><td>").append(escaped(name)).append("</td>");
          FigureTable.cells(figures)
              .forEach(cell -> page.append("<td>").append(cell).append("</td>"));
          page.append("</tr>");
        });
    page.append("</table>");
  }

  private static void scene(StringBuilder page, Evaluation.Clip clip) throws IOException {
    SceneScore score = clip.score();
    page.append("<h3 id=\"").append(escaped(clip.name())).append("\">");
    page.append(escaped(clip.name())).append("</h3>");
    Timeline.draw(page, clip);
    try (VideoStills stills = new VideoStills(clip.video(), clip.scene().masks(), STILL_WIDTH)) {
      for (Truth truth : score.missed()) {
        still(
            page,
            stills,
            truth.due() + AFTER_DUE_SECONDS,
            truth.box(),
            "missed: "
                + truth.type()
                + " in "
                + truth.zone()
                + ", due at "
                + time(truth.due())
                + said(clip, truth));
      }
      for (AnalyzedEvent event : score.falseAlarms()) {
        still(page, stills, event, "false alarm");
      }
      for (AnalyzedEvent event : score.duplicates()) {
        still(page, stills, event, "duplicate");
      }
    }
  }

  private static String said(Evaluation.Clip clip, Truth truth) {
    Hindrance said = clip.said(truth);
    return said == null ? "" : "; it was said that it can't be judged: " + said.code();
  }

  private static void still(
      StringBuilder page, VideoStills stills, AnalyzedEvent event, String what) throws IOException {
    String words =
        what
            + ": "
            + event.type().code()
            + " in "
            + event.zone()
            + ", raised at "
            + time(event.raisedSeconds());
    still(page, stills, event.raisedSeconds(), event.box(), words);
  }

  private static void still(
      StringBuilder page, VideoStills stills, double seconds, Box box, String words)
      throws IOException {
    byte[] jpeg = stills.at(seconds, box);
    page.append("<figure><img alt=\"\" src=\"data:image/jpeg;base64,")
        .append(Base64.getEncoder().encodeToString(jpeg))
        .append("\"><figcaption>")
        .append(escaped(words))
        .append("</figcaption></figure>");
  }

  static String time(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
