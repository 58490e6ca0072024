package org.gengfu.ingest.rtsp;

import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is remembered of each address between two connections: its quirks, and until when it may
 * hold a session of ours that broke off. Safe on any thread.
 */
final class KnownServers {
  /** Most addresses; of more, the one that was not asked for longest is forgotten. */
  static final int MAX_SERVERS = 4096;

  /** Beyond the timeout, as its clock began later than ours. */
  static final Duration MARGIN = Duration.ofSeconds(2);

  private final Duration longestWait;
  private final Map<String, Known> servers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MAX_SERVERS;
        }
      };

  /** One address. */
  private static final class Known {
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private boolean sessionLeft;
    private boolean mustWait;
    private long leftUntilNanos;
  }

  /**
   * @param longestWait for a dead session, whatever timeout the camera tells
   */
  KnownServers(Duration longestWait) {
    this.longestWait = longestWait;
  }

  private Known of(String url) {
    return servers.computeIfAbsent(url, any -> new Known());
  }

  /** Notes a quirk; tells whether it is new. */
  synchronized boolean note(String url, Quirk quirk) {
    return of(url).quirks.add(quirk);
  }

  synchronized Set<Quirk> quirks(String url) {
    Known known = servers.get(url);
    return known == null ? Set.of() : Set.copyOf(known.quirks);
  }

  /** A session broke off, or its end was not confirmed. */
  synchronized void sessionLeft(String url, int timeoutSeconds, long nowNanos) {
    Known known = of(url);
    Duration wait = Duration.ofSeconds(timeoutSeconds).plus(MARGIN);
    known.sessionLeft = true;
    known.mustWait = known.quirks.stream().anyMatch(Quirk::sessionsOutliveConnections);
    known.leftUntilNanos =
        nowNanos + (wait.compareTo(longestWait) > 0 ? longestWait : wait).toNanos();
  }

  /** The server has confirmed the end, or was itself restarted: no session is left. */
  synchronized void sessionEnded(String url) {
    Known known = servers.get(url);
    if (known != null) {
      known.sessionLeft = false;
      known.mustWait = false;
    }
  }

  /**
   * The server has refused a new session as if it had none free.
   *
   * @return how long a session of ours may still be the reason; zero where it isn't
   */
  synchronized Duration refused(String url, long nowNanos) {
    Known known = servers.get(url);
    if (known == null || !left(known, nowNanos)) {
      return Duration.ZERO;
    }
    known.mustWait = true;
    return Duration.ofNanos(known.leftUntilNanos - nowNanos);
  }

  /** How long to wait before connecting; zero for not at all. */
  synchronized Duration wait(String url, long nowNanos) {
    Known known = servers.get(url);
    return known == null || !left(known, nowNanos) || !known.mustWait
        ? Duration.ZERO
        : Duration.ofNanos(known.leftUntilNanos - nowNanos);
  }

  private static boolean left(Known known, long nowNanos) {
    return known.sessionLeft && known.leftUntilNanos - nowNanos > 0;
  }

  synchronized int size() {
    return servers.size();
  }
}
