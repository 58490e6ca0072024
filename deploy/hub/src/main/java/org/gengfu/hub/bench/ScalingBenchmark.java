package org.gengfu.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the analysis costs against the number of active cameras: a day of 40, 80 and 160 cameras
 * replayed, without a budget that would hold it back; receiving is left out. Writes {@code
 * scaling.svg} where it is started.
 */
final class ScalingBenchmark implements Benchmark {
  private static final List<Integer> SIZES = List.of(40, 80, 160);
  private static final double RECORDED_SECONDS = 58;
  private static final int HOURS = 24;
  private static final int WARM_UP_CAMERAS = 20;
  private static final int WARM_UP_HOURS = 9;

  @Override
  public String name() {
    return "scaling";
  }

  @Override
  public String about() {
    return "a day of 40, 80 and 160 cameras replayed: cost of the analysis by active cameras (SVG)";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    BenchCameras source = BenchCameras.start(workplace, 1, "sub.mp4", 2 * RECORDED_SECONDS);
    RecordedStreet street = RecordedStreet.receive(workplace, source.url(1), RECORDED_SECONDS);
    int hours = (int) workplace.scale().seconds(HOURS);
    new ReplayedDay(street, WARM_UP_CAMERAS).run(workplace.scratch(), WARM_UP_HOURS);
    Map<Integer, List<ReplayedDay.Hour>> days = new TreeMap<>();
    List<Figure> figures = new ArrayList<>();
    for (int standard : SIZES) {
      int cameras = Math.max(1, workplace.scale().cameras(80) * standard / 80);
      List<ReplayedDay.Hour> day =
          new ReplayedDay(street, cameras)
              .run(workplace.scratch().resolve("day-" + cameras), hours);
      days.put(cameras, day);
      state(figures, cameras, day);
    }
    Path plot = Path.of("scaling.svg").toAbsolutePath();
    Files.writeString(plot, ScalingPlot.svg(days));
    return figures;
  }

  private static void state(List<Figure> figures, int cameras, List<ReplayedDay.Hour> day) {
    ScalingPlot.Line fit = ScalingPlot.Line.through(day);
    String of = cameras + " cameras: ";
    figures.add(
        Figure.stated(
            of + "cores, mean of the day",
            day.stream().mapToDouble(ReplayedDay.Hour::cores).average().orElse(0),
            "cores"));
    figures.add(Figure.stated(of + "all quiet", fit.base(), "cores"));
    figures.add(
        Figure.stated(
            of + "each active one more", fit.perActive() * 1000, "thousandths of a core"));
    figures.add(
        Figure.stated(
            of + "most active at a time",
            day.stream().mapToDouble(ReplayedDay.Hour::active).max().orElse(0),
            ""));
  }
}
