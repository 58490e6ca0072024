package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What receiving and parsing costs: ingest alone on 80 streams of 1920×1080 at 3 Mbit/s. */
final class ReceiveBenchmark implements Benchmark {
  private static final int CAMERAS = 80;
  private static final double WINDOW_SECONDS = 60;
  private static final double SETTLE_SECONDS = 30;
  private static final double START_SECONDS = 60;
  private static final double BAR_CORES = 0.10;
  private static final double BAR_MEGABYTES = 500;

  @Override
  public String name() {
    return "receive";
  }

  @Override
  public String about() {
    return CAMERAS + " cameras of 1920×1080: CPU and memory of receiving and parsing alone";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    int cameras = workplace.scale().cameras(CAMERAS);
    double window = workplace.scale().seconds(WINDOW_SECONDS);
    double settle = Math.min(SETTLE_SECONDS, window);
    BenchCameras server =
        BenchCameras.start(workplace, cameras, "main.mp4", START_SECONDS + settle + window + 60);
    ReceiverProcess receiver =
        ReceiverProcess.start(
            workplace, IntStream.rangeClosed(1, cameras).mapToObj(server::url).toList());
    double seconds = receiver.awaitStreaming(cameras, START_SECONDS);
    Thread.sleep((long) (settle * 1000));
    Map<String, ReceiverProcess.Count> before = receiver.counts();
    CpuReadings.Usage usage = CpuReadings.watch(List.of(receiver.pid()), window).get(0);
    Map<String, ReceiverProcess.Count> after = receiver.counts();

    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atMost("all " + cameras + " streaming", seconds, "s", START_SECONDS));
    figures.add(Figure.atLeast("streaming at the end", (double) receiver.streaming(), "", cameras));
    figures.add(
        Figure.atMost("receive and parse", usage.cores(), "cores", BAR_CORES * cameras / CAMERAS));
    figures.add(Figure.atMost("resident memory", usage.megabytes(), "MB", BAR_MEGABYTES));
    figures.add(
        Figure.atMost("access units lost", sum(after, ReceiverProcess.Count::missing), "", 0));
    figures.add(Figure.atMost("packets lost", sum(after, ReceiverProcess.Count::lost), "", 0));
    double units =
        sum(after, ReceiverProcess.Count::units) - sum(before, ReceiverProcess.Count::units);
    figures.add(Figure.stated("access units a second and camera", units / window / cameras, ""));
    return figures;
  }

  private static double sum(
      Map<String, ReceiverProcess.Count> counts,
      java.util.function.ToLongFunction<ReceiverProcess.Count> what) {
    return counts.values().stream().mapToLong(what).sum();
  }
}
