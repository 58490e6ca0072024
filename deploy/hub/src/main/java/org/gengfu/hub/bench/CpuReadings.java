package org.gengfu.hub.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU and memory of processes as the kernel accounts them (proc(5): utime, stime and those of
 * reaped children in {@code /proc/PID/stat}, VmRSS in {@code /proc/PID/status}).
 */
final class CpuReadings {
  /**
   * USER_HZ: fixed at 100 in the kernel's interface to programs on every architecture that we run
   * on.
   */
  private static final double TICKS_PER_SECOND = 100;

  /**
   * @param cores user and system seconds per second
   * @param megabytes resident memory at the end, 10⁶ bytes
   */
  record Usage(double cores, double megabytes) {}

  private CpuReadings() {}

  /** Watches the processes side by side for this long; gives their usage in the same order. */
  static List<Usage> watch(List<Long> processes, double seconds)
      throws IOException, InterruptedException {
    double[] before = new double[processes.size()];
    for (int i = 0; i < before.length; i++) {
      before[i] = cpuSeconds(processes.get(i));
    }
    long start = System.nanoTime();
    Thread.sleep((long) (seconds * 1000));
    double elapsed = (System.nanoTime() - start) / 1e9;
    List<Usage> usage = new ArrayList<>();
    for (int i = 0; i < before.length; i++) {
      double used = cpuSeconds(processes.get(i)) - before[i];
      usage.add(new Usage(used / elapsed, residentMegabytes(processes.get(i))));
    }
    return usage;
  }

  /** User and system seconds of a process so far. */
  static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  /** Resident memory of a process now, 10⁶ bytes. */
  static double residentMegabytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
      }
    }
    throw new IOException("/proc/" + pid + "/status has no VmRSS");
  }
}
