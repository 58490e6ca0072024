package org.gengfu.dashboard.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.storage.StoreException;

/** One sensor, "pond", that is online. */
public final class FakeSensing implements SensorStatuses, ReadingStore {
  private static final Instant HEARD = Instant.parse("2026-03-01T07:59:00Z");

  /** Set to let the store fail as it does when the database is away. */
  public volatile boolean away;

  @Override
  public Collection<SensorStatus> all() {
    return List.of(
        new SensorStatus("pond", true, null, HEARD, null, null, 0),
        new SensorStatus("well-1", false, Offline.LAST_WILL, HEARD, "no JSON", HEARD, 1));
  }

  @Override
  public List<UnreadableMessage> unreadable(String sensorId) {
    return List.of(new UnreadableMessage(HEARD, "village/pond", false, 4, "0xff00", "no JSON"));
  }

  @Override
  public Collection<BrokerStatus> brokers() {
    return List.of(new BrokerStatus("default", true, true, "connected", 5, 0));
  }

  @Override
  public void append(List<Reading> readings) {
    throw new UnsupportedOperationException("the dashboard writes no readings");
  }

  @Override
  public List<Reading> latest() {
    if (away) {
      throw new StoreException("the database is away", new IllegalStateException(), true);
    }
    return List.of(new Reading("pond", "level", 1.25, "m", HEARD));
  }

  @Override
  public List<Reading> readings(String sensorId, Instant from, Instant to, int limit) {
    throw new UnsupportedOperationException("the dashboard reads no single readings");
  }

  @Override
  public List<Bucket> series(
      String sensorId, String metric, Instant from, Instant to, Duration bucketWidth) {
    return List.of(new Bucket(from, 1, 0.5, bucketWidth.toSeconds(), 3));
  }
}
