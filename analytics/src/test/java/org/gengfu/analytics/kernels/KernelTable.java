package org.gengfu.analytics.kernels;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of all kernels and prints each beside its twin: nanoseconds a frame, how many
 * times as long the twin takes, bytes of the heap a frame, and megabytes a second of those that
 * work through bytes. Started by {@code ./gengfu bench kernels}; an argument limits it to the
 * kernels whose names contain it.
 */
public final class KernelTable {
  /** A benchmark's twin has the same name with one of these behind it. */
  private static final Map<String, String> TWINS = Map.of("OpenCv", "OpenCV", "Scalar", "scalar");

  /** The parameter of a benchmark that tells how large a frame is. */
  private static final String BYTES = "bytes";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** Two modules' settings of the log are on the path, of which Logback would tell. */
  private static final String QUIET =
      "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener";

  private static final TimeValue ROUND = TimeValue.milliseconds(200);
  private static final int WARM_UP_ROUNDS = 4;
  private static final int ROUNDS = 5;

  private KernelTable() {}

  /**
   * @param heap bytes a frame
   * @param frame bytes of a frame, where those are what a kernel works through; else not a number
   */
  private record Measured(double nanos, double heap, double frame) {
    /** Megabytes a second; empty where bytes are not what is worked through. */
    String speed() {
      return Double.isNaN(frame) ? "" : String.format(Locale.ROOT, "%,10.0f", frame * 1e3 / nanos);
    }
  }

  /** Entry. */
  public static void main(String[] arguments) throws RunnerException {
    String wanted = arguments.length == 0 ? "" : arguments[0];
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("org\\.gengfu\\..*Kernels\\..*" + wanted)
                    .addProfiler(GCProfiler.class)
                    .jvmArgsAppend("-Xms256m", "-Xmx256m", "-XX:+UseG1GC", QUIET)
                    .forks(1)
                    .warmupIterations(WARM_UP_ROUNDS)
                    .warmupTime(ROUND)
                    .measurementIterations(ROUNDS)
                    .measurementTime(ROUND)
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Map<String, Measured> measured = new TreeMap<>();
    for (RunResult result : results) {
      measured.put(name(result), measured(result));
    }
    print(measured, System.out);
  }

  private static String name(RunResult result) {
    String full = result.getParams().getBenchmark();
    return full.substring(full.lastIndexOf('.', full.lastIndexOf('.') - 1) + 1)
        .replace("Kernels.", ": ");
  }

  private static Measured measured(RunResult result) {
    String bytes = result.getParams().getParam(BYTES);
    Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
    return new Measured(
        result.getPrimaryResult().getScore(),
        allocated == null ? Double.NaN : allocated.getScore(),
        bytes == null ? Double.NaN : Double.parseDouble(bytes));
  }

  private static void print(Map<String, Measured> measured, PrintStream out) {
    out.printf(
        "%-34s %12s %8s %12s %7s %10s %10s%n",
        "kernel", "ns/frame", "twin", "twin's ns", "ratio", "B/frame", "MB/s");
    measured.forEach(
        (name, own) -> {
          String twin = twinOf(name, measured);
          if (twin != null) {
            Measured other = measured.get(twin);
            out.println(line(name, own, twin, other == null ? own : other));
          } else if (TWINS.keySet().stream().noneMatch(name::endsWith)) {
            out.printf(Locale.ROOT, "%-34s %,12.0f %39.0f%n", name, own.nanos(), own.heap());
          }
        });
  }

  private static @Nullable String twinOf(String name, Map<String, Measured> measured) {
    return TWINS.keySet().stream()
        .map(kind -> name + kind)
        .filter(measured::containsKey)
        .findFirst()
        .orElse(null);
  }

  private static String line(String name, Measured own, String twin, Measured other) {
    return String.format(
        Locale.ROOT,
        "%-34s %,12.0f %8s %,12.0f %7.2f %10.0f %s",
        name,
        own.nanos(),
        TWINS.get(twin.substring(name.length())),
        other.nanos(),
        other.nanos() / own.nanos(),
        own.heap(),
        own.speed());
  }
}
