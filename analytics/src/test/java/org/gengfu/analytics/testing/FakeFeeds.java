package org.gengfu.analytics.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;

/** Streams that the test sends itself. */
public final class FakeFeeds implements VideoFeeds {
  private final Map<String, List<AccessUnitConsumer>> consumers = new ConcurrentHashMap<>();

  @Override
  public Subscription subscribe(String cameraId, StreamName stream, AccessUnitConsumer consumer) {
    List<AccessUnitConsumer> all =
        consumers.computeIfAbsent(cameraId, id -> new CopyOnWriteArrayList<>());
    all.add(consumer);
    return () -> all.remove(consumer);
  }

  /** Hands the unit to the camera's consumers and releases it, as a supervisor does. */
  public void send(String cameraId, AccessUnit unit) {
    List.copyOf(consumers.getOrDefault(cameraId, List.of())).forEach(all -> all.accept(unit));
    unit.release();
  }

  /** Ids of the cameras that somebody takes. */
  public List<String> subscribed() {
    List<String> ids = new ArrayList<>();
    consumers.forEach(
        (id, all) -> {
          if (!all.isEmpty()) {
            ids.add(id);
          }
        });
    return ids;
  }
}
