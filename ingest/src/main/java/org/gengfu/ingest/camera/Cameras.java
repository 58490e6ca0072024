package org.gengfu.ingest.camera;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.events.DomainEvent.CameraChanged;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.ingest.source.StreamSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All cameras of the village, each with its supervisor, kept as they are configured. */
public final class Cameras implements CameraStatuses, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cameras.class);
  private static final long STOP_SECONDS = 3;

  private final VillageRegistry registry;
  private final Feeds feeds;
  private final CameraSupervisor.Surroundings surroundings;
  private final Map<String, Watched> watched = new ConcurrentSkipListMap<>();
  private boolean closed;

  private record Watched(Camera camera, CameraFeed feed, CameraSupervisor supervisor) {}

  public Cameras(
      VillageRegistry registry,
      StreamSource source,
      Feeds feeds,
      DomainEvents events,
      MeterRegistry meters,
      InstantSource clock) {
    this.registry = registry;
    this.feeds = feeds;
    this.surroundings =
        new CameraSupervisor.Surroundings(
            source,
            new ConnectPacer(),
            clock,
            new CameraMetrics(meters),
            status -> events.publish(new CameraChanged(status)));
    for (CameraState state : CameraState.values()) {
      Gauge.builder(MetricNames.CAMERAS, this, all -> all.count(state))
          .tag("state", state.name().toLowerCase(java.util.Locale.ROOT))
          .register(meters);
    }
  }

  /** Starts all cameras that are configured, and follows the configuration from now on. */
  public void start() {
    registry.onChange((before, after) -> apply(after));
    apply(registry.current());
  }

  private synchronized void apply(Village village) {
    if (closed) {
      return;
    }
    Map<String, Camera> wanted = new HashMap<>();
    village.cameras().forEach(camera -> wanted.put(camera.id(), camera));
    watched.values().stream()
        .filter(present -> !wanted.containsKey(present.camera().id()))
        .toList()
        .forEach(this::remove);
    wanted.values().forEach(this::keep);
  }

  private void keep(Camera camera) {
    Watched present = watched.get(camera.id());
    if (present != null && sameStream(present.camera(), camera)) {
      return;
    }
    Watched now;
    if (present == null) {
      CameraFeed feed = feeds.hold(camera.id());
      CameraState first = camera.enabled() ? CameraState.CONNECTING : CameraState.DISABLED;
      Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
      now =
          new Watched(
              camera, feed, new CameraSupervisor(camera.id(), first, feed, surroundings, backoff));
    } else {
      now = new Watched(camera, present.feed(), present.supervisor());
    }
    watched.put(camera.id(), now);
    now.feed().loop().execute(() -> now.supervisor().configure(camera));
  }

  /** Name, grid and place on the map are no reason to interrupt a stream. */
  private static boolean sameStream(Camera one, Camera other) {
    return one.url().equals(other.url())
        && Objects.equals(one.username(), other.username())
        && Objects.equals(one.password(), other.password())
        && one.enabled() == other.enabled();
  }

  private void remove(Watched gone) {
    watched.remove(gone.camera().id());
    gone.feed().loop().execute(gone.supervisor()::stop);
    feeds.letGo(gone.camera().id());
  }

  @Override
  public Collection<CameraStatus> all() {
    return watched.values().stream().map(one -> one.supervisor().status()).toList();
  }

  @Override
  public Optional<CameraStatus> of(String cameraId) {
    return Optional.ofNullable(watched.get(cameraId)).map(one -> one.supervisor().status());
  }

  private long count(CameraState state) {
    return watched.values().stream().filter(one -> one.supervisor().state() == state).count();
  }

  /** Ends all streams politely. */
  @Override
  public void close() {
    CountDownLatch stopping;
    synchronized (this) {
      closed = true;
      stopping = new CountDownLatch(watched.size());
      for (Watched one : watched.values()) {
        one.feed()
            .loop()
            .execute(
                () -> {
                  one.supervisor().stop();
                  stopping.countDown();
                });
        feeds.letGo(one.camera().id());
      }
      watched.clear();
    }
    try {
      if (!stopping.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("{} cameras were not ended politely", stopping.getCount());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
