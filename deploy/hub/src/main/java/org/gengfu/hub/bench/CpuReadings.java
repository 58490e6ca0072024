package org.gengfu.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CPU and memory of processes as the kernel accounts them (proc(5): utime, stime and those of reaped children in
 * {@code /proc/PID/stat}, VmRSS in {@code /proc/PID/status}).
 */
final class CpuReadings {
  /** USER_HZ: fixed at 100 in the kernel's interface to programs on every architecture that we run on. */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * @param cores user and system seconds per second
   * @param megabytes resident memory at the end, 10⁶ bytes
   */
  record Usage(double cores, double megabytes) {}

  private CpuReadings() {}

  /** Watches the processes side by side for this long. */
  static Map<Long, Usage> watch(List<Long> processes, double seconds)
      throws IOException, InterruptedException {
    Map<Long, Double> before = new HashMap<>();
    for (long pid : processes) {
      before.put(pid, cpuSeconds(pid));
    }
    long start = System.nanoTime();
    Thread.sleep((long) (seconds * 1000));
    double elapsed = (System.nanoTime() - start) / 1e9;
    Map<Long, Usage> usage = new HashMap<>();
    for (long pid : processes) {
      double used = cpuSeconds(pid) - before.getOrDefault(pid, 0.0);
      usage.put(pid, new Usage(used / elapsed, residentMegabytes(pid)));
    }
    return usage;
  }

  private static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  private static double residentMegabytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
      }
    }
    throw new IOException("/proc/" + pid + "/status has no VmRSS");
  }
}
