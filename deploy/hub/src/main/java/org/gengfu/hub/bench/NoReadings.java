package org.gengfu.hub.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;

/** For an ingest without sensors. */
final class NoReadings implements ReadingStore {
  @Override
  public void append(List<Reading> readings) {}

  @Override
  public List<Reading> latest() {
    return List.of();
  }

  @Override
  public List<Reading> readings(String sensorId, Instant from, Instant to, int limit) {
    return List.of();
  }

  @Override
  public List<Bucket> series(
      String sensorId, String metric, Instant from, Instant to, Duration bucketWidth) {
    return List.of();
  }
}
