package org.gengfu.ingest.camera;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

/** All cameras of the village, kept as they are configured. */
public final class Cameras implements CameraStatuses, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Cameras.class);
  private static final long STOP_SECONDS = 3;

  private final VillageRegistry registry;
  private final Feeds feeds;
  private final StreamSupervisor.Surroundings surroundings;
  private final Consumer<CameraStatus> onChange;
  private final Map<String, SupervisedCamera> supervised = new ConcurrentSkipListMap<>();
  private boolean closed;

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
        new StreamSupervisor.Surroundings(
            source, new ConnectPacer(), new LoginAttempts(), clock, new CameraMetrics(meters));
    this.onChange = status -> events.publish(new CameraChanged(status));
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
    supervised.values().stream()
        .filter(present -> !wanted.containsKey(present.cameraId()))
        .toList()
        .forEach(this::remove);
    wanted.values().forEach(this::keep);
  }

  private void keep(Camera camera) {
    SupervisedCamera present = supervised.get(camera.id());
    if (present == null) {
      present = new SupervisedCamera(camera, feeds.hold(camera.id()), surroundings, onChange);
      supervised.put(camera.id(), present);
    }
    present.configure(camera);
  }

  private void remove(SupervisedCamera gone) {
    supervised.remove(gone.cameraId());
    gone.stop(() -> {});
    feeds.letGo(gone.cameraId());
  }

  @Override
  public Collection<CameraStatus> all() {
    return supervised.values().stream().map(SupervisedCamera::status).toList();
  }

  @Override
  public Optional<CameraStatus> of(String cameraId) {
    return Optional.ofNullable(supervised.get(cameraId)).map(SupervisedCamera::status);
  }

  private long count(CameraState state) {
    return supervised.values().stream().filter(one -> one.state() == state).count();
  }

  /** Ends all streams politely. */
  @Override
  public void close() {
    CountDownLatch stopping;
    synchronized (this) {
      closed = true;
      stopping = new CountDownLatch(supervised.size());
      for (SupervisedCamera one : supervised.values()) {
        one.stop(stopping::countDown);
        feeds.letGo(one.cameraId());
      }
      supervised.clear();
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
