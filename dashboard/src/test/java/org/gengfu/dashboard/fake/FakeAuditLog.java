package org.gengfu.dashboard.fake;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.storage.StoreException;

/** A record in memory; it can be away. */
public final class FakeAuditLog implements AuditLog {
  public final List<Entry> entries = new CopyOnWriteArrayList<>();
  public volatile boolean away;

  @Override
  public synchronized void write(
      Instant at,
      String actor,
      Action action,
      String kind,
      String subject,
      Map<String, Object> detail) {
    if (away) {
      throw new StoreException("the database is away", new IllegalStateException(), true);
    }
    entries.add(
        new Entry(
            entries.size() + 1L,
            at,
            actor,
            action.name().toLowerCase(Locale.ROOT),
            kind,
            subject,
            new io.vertx.core.json.JsonObject(new TreeMap<>(detail)).encode()));
  }

  @Override
  public List<Entry> entries(Wanted wanted) {
    Long before = wanted.beforeId();
    return entries.stream()
        .filter(one -> one.kind().equals(wanted.kind()))
        .filter(one -> wanted.cameraId() == null || one.subject().equals(wanted.cameraId()))
        .filter(one -> wanted.actor() == null || one.actor().equals(wanted.actor()))
        .filter(one -> before == null || one.id() < before)
        .sorted((a, b) -> Long.compare(b.id(), a.id()))
        .limit(wanted.limit())
        .toList();
  }
}
