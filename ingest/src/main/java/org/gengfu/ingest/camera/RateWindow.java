package org.gengfu.ingest.camera;

import java.util.Arrays;

/** Sums over the last whole seconds; written by one thread, read by any. */
final class RateWindow {
  static final int SECONDS = 5;

  private static final long NANOS = 1_000_000_000L;
  private final long[] second = new long[SECONDS + 1];
  private final long[] units = new long[SECONDS + 1];
  private final long[] bytes = new long[SECONDS + 1];

  /** Units and bytes a second. */
  record Rates(double unitsPerSecond, double bytesPerSecond) {}

  RateWindow() {
    Arrays.fill(second, Long.MIN_VALUE);
  }

  synchronized void add(long nowNanos, int unitCount, int byteCount) {
    long now = Math.floorDiv(nowNanos, NANOS);
    int slot = Math.floorMod(now, second.length);
    if (second[slot] != now) {
      second[slot] = now;
      units[slot] = 0;
      bytes[slot] = 0;
    }
    units[slot] += unitCount;
    bytes[slot] += byteCount;
  }

  /** Means over the last {@value #SECONDS} whole seconds. */
  synchronized Rates rates(long nowNanos) {
    long now = Math.floorDiv(nowNanos, NANOS);
    long unitSum = 0;
    long byteSum = 0;
    for (int slot = 0; slot < second.length; slot++) {
      if (second[slot] != Long.MIN_VALUE && second[slot] < now && second[slot] >= now - SECONDS) {
        unitSum += units[slot];
        byteSum += bytes[slot];
      }
    }
    return new Rates(unitSum / (double) SECONDS, byteSum / (double) SECONDS);
  }
}
