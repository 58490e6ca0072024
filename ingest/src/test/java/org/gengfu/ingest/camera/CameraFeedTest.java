package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.ingest.testing.ManualLoop;
import org.gengfu.ingest.testing.TestUnits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CameraFeedTest {
  private static final int RING_BYTES = 10_000;

  private final ManualLoop loop = new ManualLoop();
  private final TestUnits units = new TestUnits();
  private final CameraFeed feed = new CameraFeed("a", loop, RING_BYTES);

  @AfterEach
  void everythingIsFreed() {
    feed.interrupt(StreamName.MAIN);
    assertThat(units.alive()).isZero();
  }

  @Test
  void givesANewViewerWhatIsInMemory() {
    publish(units.keyframe(1, 10));
    publish(units.picture(2, 10));
    publish(units.keyframe(3, 10));
    publish(units.picture(4, 10));
    List<Long> seen = subscribe(true);
    publish(units.picture(5, 10));
    assertThat(seen).containsExactly(3L, 4L, 5L);
    assertThat(units.alive()).isEqualTo(3);
  }

  @Test
  void beginsEverySubscriptionAtAKeyframe() {
    publish(units.keyframe(1, 10));
    List<Long> seen = subscribe(false);
    publish(units.picture(2, 10));
    publish(units.keyframe(3, 10));
    publish(units.picture(4, 10));
    assertThat(seen).containsExactly(3L, 4L);
  }

  @Test
  void keepsPicturesUpToItsBoundAndNoneWithAHole() {
    int size = RING_BYTES / 2 - GopRing.OVERHEAD;
    publish(units.keyframe(1, size));
    publish(units.picture(2, size));
    assertThat(units.alive()).isEqualTo(2);
    publish(units.picture(3, 1));
    assertThat(units.alive()).isZero();
    publish(units.picture(4, 10));
    assertThat(units.alive()).as("not decodable without the ones before").isZero();
    publish(units.keyframe(5, 10));
    assertThat(units.alive()).isEqualTo(1);
  }

  @Test
  void aConsumerThatFailsDisturbsNobodyAndGoesOnAtAKeyframe() {
    List<Long> failing = new ArrayList<>();
    feed.subscribe(
        StreamName.MAIN,
        unit -> {
          failing.add(unit.pts());
          if (unit.pts() == 2) {
            throw new IllegalStateException("on purpose");
          }
        },
        false);
    List<Long> seen = subscribe(false);
    publish(units.keyframe(1, 10));
    publish(units.picture(2, 10));
    publish(units.picture(3, 10));
    publish(units.keyframe(4, 10));
    assertThat(seen).containsExactly(1L, 2L, 3L, 4L);
    assertThat(failing).containsExactly(1L, 2L, 4L);
  }

  @Test
  void nothingComesAfterTheEndOfASubscription() {
    List<Long> seen = new ArrayList<>();
    Runnable end = feed.subscribe(StreamName.MAIN, unit -> seen.add(unit.pts()), false);
    loop.advance(Duration.ZERO);
    publish(units.keyframe(1, 10));
    end.run();
    publish(units.picture(2, 10));
    assertThat(seen).containsExactly(1L);
  }

  private List<Long> subscribe(boolean fromMemory) {
    List<Long> seen = new ArrayList<>();
    feed.subscribe(StreamName.MAIN, unit -> seen.add(unit.pts()), fromMemory);
    loop.advance(Duration.ZERO);
    return seen;
  }

  private void publish(AccessUnit unit) {
    loop.advance(Duration.ZERO);
    feed.publish(StreamName.MAIN, unit);
    unit.release();
  }
}
