package org.gengfu.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.LiveStreams.Note;
import org.gengfu.core.media.LiveStreams.Viewer;
import org.gengfu.core.media.LiveStreams.Wish;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Camera;
import org.gengfu.ingest.av.Transcoders;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.testing.FakeOpener;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.ManualLoop;
import org.gengfu.ingest.testing.TestUnits;
import org.junit.jupiter.api.Test;

class LiveFanOutTest {
  private final ManualLoop loop = new ManualLoop();
  private final FakeOpener opener = new FakeOpener();
  private final TestUnits units = new TestUnits();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Feeds feeds = new Feeds(() -> loop, 1 << 20);
  private final LiveFanOut live = new LiveFanOut(feeds, new Transcoders(feeds, 0, meters), meters);
  private final List<Boolean> seen = new ArrayList<>();
  private boolean ready = true;

  private final Viewer viewer =
      new Viewer() {
        @Override
        public void note(Note note) {}

        @Override
        public void start(String mimeType, Buffer segment) {}

        @Override
        public void fragment(Buffer fragment, boolean keyframe) {
          seen.add(keyframe);
        }

        @Override
        public boolean ready() {
          return ready;
        }
      };

  @Test
  void beginsWithTheKeyframeInMemoryAndCountsViewersAndDrops() {
    FakeVillageRegistry registry = new FakeVillageRegistry();
    registry.put(new Camera("a", "a", "rtsp://10.0.0.1/a", null, null, null, null, true));
    Cameras cameras = new Cameras(registry, opener, feeds, new DomainEvents(), meters, loop);
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
    for (int n = 0; n < 5; n++) {
      opener.latest().deliver(units.unit(TestUnits.SUB, n * 6000L, n == 0, 10));
    }

    Subscription subscription = live.open("a", Wish.STANDARD, viewer);
    loop.advance(Duration.ZERO);
    assertThat(seen).as("all in memory").containsExactly(true, false, false, false, false);
    assertThat(viewers()).isEqualTo(1);

    ready = false;
    opener.latest().deliver(units.picture(5 * 6000L, 10));
    assertThat(meters.counter(MetricNames.DROPPED_UNITS, "consumer", "live").count()).isEqualTo(1);

    subscription.close();
    subscription.close();
    assertThat(viewers()).isZero();
    registry.delete(org.gengfu.core.village.Kind.CAMERA, "a", 1, "test");
    loop.advance(Duration.ofSeconds(1));
    assertThat(units.alive()).isZero();
  }

  private double viewers() {
    return meters.get(MetricNames.LIVE_VIEWERS).gauge().value();
  }
}
