package org.gengfu.hub.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cost against the number of active cameras as an SVG picture: a point an hour, a line a size. */
final class ScalingPlot {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 480;
  private static final int LEFT = 70;
  private static final int BOTTOM = 60;
  private static final int TOP = 40;
  private static final int RIGHT = 150;
  private static final int TICKS = 5;
  private static final List<String> COLOURS = List.of("#1b6ca8", "#c0562b", "#3f7d3a", "#7a4b9c");

  private ScalingPlot() {}

  /**
   * A straight line through points by least squares.
   *
   * @param base cores without an active camera
   * @param perActive cores more for each active camera
   */
  record Line(double base, double perActive) {
    static Line through(List<ReplayedDay.Hour> hours) {
      double meanX = hours.stream().mapToDouble(ReplayedDay.Hour::active).average().orElse(0);
      double meanY = hours.stream().mapToDouble(ReplayedDay.Hour::cores).average().orElse(0);
      double products = 0;
      double squares = 0;
      for (ReplayedDay.Hour hour : hours) {
        products += (hour.active() - meanX) * (hour.cores() - meanY);
        squares += (hour.active() - meanX) * (hour.active() - meanX);
      }
      double slope = squares == 0 ? 0 : products / squares;
      return new Line(meanY - slope * meanX, slope);
    }
  }

  /** The picture as SVG; the days by their number of cameras. */
  static String svg(Map<Integer, List<ReplayedDay.Hour>> days) {
    double mostActive = 1;
    double mostCores = 0.05;
    for (List<ReplayedDay.Hour> day : days.values()) {
      for (ReplayedDay.Hour hour : day) {
        mostActive = Math.max(mostActive, hour.active());
        mostCores = Math.max(mostCores, hour.cores());
      }
    }
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"13\">",
        WIDTH,
        HEIGHT);
    line(svg, "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", WIDTH, HEIGHT);
    line(
        svg,
        "<text x=\"%d\" y=\"22\">A day in the village: cost of the analysis by active"
            + " cameras</text>",
        LEFT);
    axes(svg, mostActive, mostCores);
    int series = 0;
    for (Map.Entry<Integer, List<ReplayedDay.Hour>> day : days.entrySet()) {
      String colour = COLOURS.get(series % COLOURS.size());
      day(svg, day.getValue(), colour, mostActive, mostCores);
      line(
          svg,
          "<text x=\"%d\" y=\"%d\" fill=\"%s\">%d cameras</text>",
          WIDTH - RIGHT + 15,
          TOP + 20 + 20 * series,
          colour,
          day.getKey());
      series++;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void axes(StringBuilder svg, double mostActive, double mostCores) {
    line(
        svg,
        "<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#444\"/>",
        LEFT,
        TOP,
        HEIGHT - BOTTOM,
        WIDTH - RIGHT);
    for (int tick = 0; tick <= TICKS; tick++) {
      double active = mostActive * tick / TICKS;
      double cores = mostCores * tick / TICKS;
      line(
          svg,
          "<text x=\"%.0f\" y=\"%d\" text-anchor=\"middle\">%.0f</text>",
          x(active, mostActive),
          HEIGHT - BOTTOM + 20,
          active);
      line(
          svg,
          "<text x=\"%d\" y=\"%.0f\" text-anchor=\"end\">%.2f</text>",
          LEFT - 8,
          y(cores, mostCores) + 4,
          cores);
    }
    line(
        svg,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">active cameras</text>",
        (LEFT + WIDTH - RIGHT) / 2,
        HEIGHT - 15);
    line(
        svg,
        "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">cores</text>",
        (TOP + HEIGHT - BOTTOM) / 2);
  }

  private static void day(
      StringBuilder svg,
      List<ReplayedDay.Hour> hours,
      String colour,
      double mostActive,
      double mostCores) {
    Line fit = Line.through(hours);
    double end = hours.stream().mapToDouble(ReplayedDay.Hour::active).max().orElse(0);
    line(
        svg,
        "<path d=\"M%.1f %.1fL%.1f %.1f\" stroke=\"%s\" stroke-opacity=\"0.5\"/>",
        x(0, mostActive),
        y(fit.base(), mostCores),
        x(end, mostActive),
        y(fit.base() + end * fit.perActive(), mostCores),
        colour);
    for (ReplayedDay.Hour hour : hours) {
      line(
          svg,
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%02d:00, %.1f active, %.3f"
              + " cores, %.1f Mpixel/s</title></circle>",
          x(hour.active(), mostActive),
          y(hour.cores(), mostCores),
          colour,
          hour.hour(),
          hour.active(),
          hour.cores(),
          hour.megapixels());
    }
  }

  private static double x(double active, double most) {
    return LEFT + active / most * (WIDTH - LEFT - RIGHT);
  }

  private static double y(double cores, double most) {
    return HEIGHT - BOTTOM - cores / most * (HEIGHT - BOTTOM - TOP);
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
