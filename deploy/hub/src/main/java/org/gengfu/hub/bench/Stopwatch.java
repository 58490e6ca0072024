package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.List;

/** Wall and processor time of this process. */
final class Stopwatch {
  private final long nanos;
  private final double processorSeconds;

  private Stopwatch(long nanos, double processorSeconds) {
    this.nanos = nanos;
    this.processorSeconds = processorSeconds;
  }

  static Stopwatch start() throws IOException {
    return new Stopwatch(System.nanoTime(), processorSeconds());
  }

  /** What has passed since the start. */
  List<Figure> figures(String name) throws IOException {
    return List.of(
        Figure.stated(name + ": took", (System.nanoTime() - nanos) / 1e9, "s"),
        Figure.stated(
            name + ": took of the processor", processorSeconds() - processorSeconds, "s"));
  }

  private static double processorSeconds() throws IOException {
    return CpuReadings.cpuSeconds(ProcessHandle.current().pid());
  }
}
