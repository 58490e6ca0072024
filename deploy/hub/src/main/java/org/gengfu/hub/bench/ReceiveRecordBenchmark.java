package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What receiving costs with recording to disk: ingest, recorder and database on 80 cameras. */
final class ReceiveRecordBenchmark implements Benchmark {
  private static final int CAMERAS = 80;
  private static final double WINDOW_SECONDS = 60;
  private static final double SETTLE_SECONDS = 30;
  private static final double START_SECONDS = 90;
  private static final double BAR_CORES = 0.20;
  private static final double BAR_MEGABYTES = 500;

  @Override
  public String name() {
    return "receive-record";
  }

  @Override
  public String about() {
    return CAMERAS + " cameras of 1920×1080 received and recorded: CPU and memory";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    int cameras = workplace.scale().cameras(CAMERAS);
    double window = workplace.scale().seconds(WINDOW_SECONDS);
    double settle = Math.min(SETTLE_SECONDS, window);
    List<String> urls =
        StreetCameras.start(workplace, cameras, START_SECONDS + settle + window + 120);
    RecordingProcess process = RecordingProcess.start(workplace, urls);
    int receiving = process.awaitReceiving(cameras, START_SECONDS);
    Thread.sleep((long) (settle * 1000));
    RecordingProcess.Count before = process.count();
    CpuReadings.Usage usage = CpuReadings.watch(List.of(process.pid()), window).get(0);
    RecordingProcess.Count after = process.count();
    process.end();

    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.atLeast("cameras", receiving, "", cameras));
    figures.add(
        Figure.atMost("receive and record", usage.cores(), "cores", BAR_CORES * cameras / CAMERAS));
    figures.add(Figure.atMost("resident memory", usage.megabytes(), "MB", BAR_MEGABYTES));
    double megabytes = (after.bytes() - before.bytes()) / 1e6;
    figures.add(Figure.stated("written", megabytes / window, "MB/s"));
    figures.add(Figure.atMost("groups of pictures dropped", (double) after.droppedGroups(), "", 0));
    figures.add(Figure.stated("one sync, mean", after.meanSync(), "ms"));
    figures.add(Figure.stated("one sync, most", after.maxSync(), "ms"));
    return figures;
  }
}
