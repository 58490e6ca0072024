package org.gengfu.hub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** All benchmarks by name. */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new ScenesBenchmark(),
          CamerasBenchmark.quiet(),
          CamerasBenchmark.active(),
          CamerasBenchmark.large(),
          new ScalingBenchmark(),
          new ReceiveBenchmark(),
          new ColdStartBenchmark(),
          new DeadCamerasBenchmark(),
          new LiveBenchmark(),
          new SensorsBenchmark(),
          new ReceiveRecordBenchmark(),
          new RecordKillBenchmark());

  private Benchmarks() {}

  /** Prints a line a benchmark. */
  public static void list(PrintStream out) {
    ALL.forEach(benchmark -> line(out, benchmark.name(), benchmark.about()));
    // The launcher's: they lie in the test trees of analysis and receiving.
    line(
        out,
        "kernels",
        "every kernel of analysis and receiving beside its twin in OpenCV or plain Java");
    line(out, "missed-events", "what decoding by activity misses of a full decode of the scenes");
  }

  private static void line(PrintStream out, String name, String about) {
    out.printf("%-15s %s%n", name, about);
  }

  /**
   * Runs one benchmark and prints a line a figure.
   *
   * @param root root of the checkout
   * @param scale how far it departs from the standard run
   * @return 0 when every bar is met, 1 when one is missed, 2 when there is no such benchmark
   */
  public static int run(String name, Path root, Scale scale, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    for (Benchmark benchmark : ALL) {
      if (benchmark.name().equals(name)) {
        return run(benchmark, root, scale, out);
      }
    }
    err.println("there is no benchmark '" + name + "'; there are:");
    list(err);
    return 2;
  }

  private static int run(Benchmark benchmark, Path root, Scale scale, PrintStream out)
      throws IOException, InterruptedException {
    boolean met = true;
    try (Workplace workplace = new Workplace(root, scale)) {
      for (Figure figure : benchmark.run(workplace)) {
        out.println(figure.line());
        met &= figure.met();
      }
    }
    return met ? 0 : 1;
  }
}
