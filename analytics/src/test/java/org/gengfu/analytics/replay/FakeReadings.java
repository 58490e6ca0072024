package org.gengfu.analytics.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.storage.StoreException;

/** Stored readings, in the order of their times. */
final class FakeReadings implements ReadingStore {
  private final List<Reading> stored = new ArrayList<>();
  boolean away;
  int asked;

  @Override
  public void append(List<Reading> readings) {
    stored.addAll(readings);
  }

  @Override
  public List<Reading> latest() {
    throw new UnsupportedOperationException("a replay asks for no latest reading");
  }

  @Override
  public List<Reading> readings(String sensorId, Instant from, Instant to, int limit) {
    asked++;
    if (away) {
      throw new StoreException("connection refused", new IllegalStateException(), true);
    }
    return stored.stream()
        .filter(one -> one.sensorId().equals(sensorId))
        .filter(one -> !one.time().isBefore(from) && one.time().isBefore(to))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Bucket> series(
      String sensorId, String metric, Instant from, Instant to, Duration bucketWidth) {
    throw new UnsupportedOperationException("a replay asks for no series");
  }
}
