package org.gengfu.ingest.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.ingest.camera.Feeds;

/** Live pictures for browsers, straight from the cameras' feeds. */
public final class LiveFanOut implements LiveStreams {
  private final Feeds feeds;
  private final Counter dropped;
  private final AtomicInteger viewers = new AtomicInteger();

  public LiveFanOut(Feeds feeds, MeterRegistry meters) {
    this.feeds = feeds;
    this.dropped = meters.counter(MetricNames.DROPPED_UNITS, "consumer", "live");
    Gauge.builder(MetricNames.LIVE_VIEWERS, viewers, AtomicInteger::get).register(meters);
  }

  @Override
  public Subscription open(String cameraId, Viewer viewer) {
    LiveView view = new LiveView(viewer, dropped::increment);
    Subscription subscription = feeds.subscribeFromMemory(cameraId, StreamName.MAIN, view);
    viewers.incrementAndGet();
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        viewers.decrementAndGet();
        subscription.close();
        view.close();
      }
    };
  }
}
