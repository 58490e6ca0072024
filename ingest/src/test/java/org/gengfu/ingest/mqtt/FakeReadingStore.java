package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.storage.StoreException;

/** Readings in memory; it can be away, and it can refuse one. */
final class FakeReadingStore implements ReadingStore {
  private final List<Reading> written = new ArrayList<>();
  private boolean away;
  private int failures;
  private Predicate<Reading> refuses = reading -> false;

  @Override
  public synchronized void append(List<Reading> readings) {
    if (away) {
      failures++;
      throw new StoreException("connection refused", new RuntimeException(), true);
    }
    if (readings.stream().anyMatch(refuses)) {
      throw new StoreException("value out of range", new RuntimeException(), false);
    }
    readings.stream().filter(reading -> !written.contains(reading)).forEach(written::add);
  }

  synchronized void goAway(boolean gone) {
    away = gone;
  }

  synchronized void refuse(Predicate<Reading> which) {
    refuses = which;
  }

  synchronized List<Reading> written() {
    return List.copyOf(written);
  }

  synchronized List<Double> values(String sensorId) {
    return written.stream()
        .filter(reading -> reading.sensorId().equals(sensorId))
        .map(Reading::value)
        .toList();
  }

  /** How often it was asked while away. */
  synchronized int failures() {
    return failures;
  }

  @Override
  public synchronized List<Reading> latest() {
    return written();
  }

  @Override
  public synchronized List<Reading> readings(String sensorId, Instant from, Instant to, int limit) {
    return written.stream()
        .filter(reading -> reading.sensorId().equals(sensorId))
        .filter(reading -> !reading.time().isBefore(from) && reading.time().isBefore(to))
        .limit(limit)
        .toList();
  }

  @Override
  public List<Bucket> series(
      String sensorId, String metric, Instant from, Instant to, Duration bucketWidth) {
    return List.of();
  }
}
