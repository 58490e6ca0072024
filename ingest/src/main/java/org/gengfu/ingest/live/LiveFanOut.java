package org.gengfu.ingest.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.camera.Feeds;

/** Live pictures for browsers: the camera's own where they can be played. */
public final class LiveFanOut implements LiveStreams {
  private final Feeds feeds;
  private final Transcoders transcoders;
  private final Counter dropped;
  private final AtomicInteger viewers = new AtomicInteger();

  public LiveFanOut(Feeds feeds, Transcoders transcoders, MeterRegistry meters) {
    this.feeds = feeds;
    this.transcoders = transcoders;
    this.dropped = meters.counter(MetricNames.DROPPED_UNITS, "consumer", "live");
    Gauge.builder(MetricNames.LIVE_VIEWERS, viewers, AtomicInteger::get).register(meters);
  }

  @Override
  public Subscription open(String cameraId, Wish wish, Viewer viewer) {
    LiveSession session =
        new LiveSession(cameraId, wish, viewer, feeds, transcoders, dropped::increment);
    viewers.incrementAndGet();
    session.start();
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (closed.compareAndSet(false, true)) {
        viewers.decrementAndGet();
        session.close();
      }
    };
  }
}
