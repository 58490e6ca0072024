package org.gengfu.ingest.camera;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Spreads attempts to connect: so far apart a host, and so far apart in all. It hands out moments,
 * not places: an attempt that hangs delays nobody.
 */
final class ConnectPacer {
  /** Between two attempts at one host: many recorders serve dozens of cameras on one address. */
  static final Duration PER_HOST = Duration.ofMillis(50);

  /** Between any two attempts. */
  static final Duration IN_ALL = Duration.ofMillis(5);

  private static final int SWEEP_ABOVE = 1024;

  private final Map<String, Long> nextByHost = new HashMap<>();
  private long next = Long.MIN_VALUE;

  /** How many hosts are remembered. */
  synchronized int hosts() {
    return nextByHost.size();
  }

  /** Takes the next moment; gives how long it is away. */
  synchronized Duration reserve(String host, long nowNanos) {
    long inAll = Math.max(nowNanos, next);
    long ofHost = Math.max(nowNanos, nextByHost.getOrDefault(host, Long.MIN_VALUE));
    long at = Math.max(inAll, ofHost);
    if (at == inAll) {
      // One that waits for its own host takes no part here: it must not push the others back.
      next = at + IN_ALL.toNanos();
    }
    if (nextByHost.size() > SWEEP_ABOVE) {
      nextByHost.values().removeIf(moment -> moment < nowNanos);
    }
    nextByHost.put(host, at + PER_HOST.toNanos());
    return Duration.ofNanos(at - nowNanos);
  }
}
