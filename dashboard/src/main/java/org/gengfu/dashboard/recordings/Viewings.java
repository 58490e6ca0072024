package org.gengfu.dashboard.recordings;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.accounts.AuditLog.Action;
import org.gengfu.dashboard.http.Caller;

/**
 * Writes every viewing and export to the audit log, before anything is shown. A player fetches one
 * file in many pieces: within ten minutes that is one viewing. Blocks; safe on any thread.
 */
public final class Viewings {
  private static final Duration ONE_VIEWING = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 10_000;

  private final AuditLog log;
  private final InstantSource clock;
  private final Map<Object, Instant> written = new LinkedHashMap<>();

  private record Key(
      String session, Action action, String kind, String subject, Map<String, Object> detail) {}

  public Viewings(AuditLog log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /** Writes it unless the same session has done the same a moment ago. */
  public void write(
      Caller caller, Action action, String kind, String subject, Map<String, Object> detail) {
    Instant now = clock.instant();
    Key key = new Key(caller.sessionHash(), action, kind, subject, Map.copyOf(detail));
    if (!recent(key, now)) {
      log.write(now, caller.account().name(), action, kind, subject, detail);
      remember(key, now);
    }
  }

  /** Writes it in any case. */
  public void writeAlways(
      Caller caller, Action action, String kind, String subject, Map<String, Object> detail) {
    log.write(clock.instant(), caller.account().name(), action, kind, subject, detail);
  }

  private synchronized boolean recent(Key key, Instant now) {
    Instant before = written.get(key);
    return before != null && before.plus(ONE_VIEWING).isAfter(now);
  }

  /** What is forgotten too early is only written twice. */
  private synchronized void remember(Key key, Instant now) {
    written.remove(key);
    written.put(key, now);
    Iterator<Instant> eldest = written.values().iterator();
    while (eldest.hasNext()) {
      Instant at = eldest.next();
      if (written.size() <= MOST_REMEMBERED && at.plus(ONE_VIEWING).isAfter(now)) {
        return;
      }
      eldest.remove();
    }
  }
}
