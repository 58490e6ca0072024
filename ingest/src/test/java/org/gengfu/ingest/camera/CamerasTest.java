package org.gengfu.ingest.camera;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Kind;
import org.gengfu.ingest.source.StreamFailure;
import org.gengfu.ingest.testing.FakeOpener;
import org.gengfu.ingest.testing.FakeOpener.FakeStream;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.ManualLoop;
import org.gengfu.ingest.testing.TestUnits;
import org.junit.jupiter.api.Test;

class CamerasTest {
  private final ManualLoop loop = new ManualLoop();
  private final FakeOpener opener = new FakeOpener();
  private final TestUnits units = new TestUnits();
  private final FakeVillageRegistry registry = new FakeVillageRegistry();
  private final DomainEvents events = new DomainEvents();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Feeds feeds = new Feeds(() -> loop, 1 << 20);
  private final Cameras cameras = new Cameras(registry, opener, feeds, events, meters, loop);

  @Test
  void startsAllWithinSecondsThoughNotAtOnce() {
    for (int n = 0; n < 84; n++) {
      registry.put(camera("cam-" + n, "rtsp://127.0.0.1:8554/cam" + n));
    }
    cameras.start();
    loop.advance(Duration.ofMillis(1));
    assertThat(opener.count()).isLessThan(3);
    loop.advance(Duration.ofSeconds(5));
    assertThat(opener.count()).isEqualTo(84);
  }

  @Test
  void opensThousandsOfHostsSpreadOverSeconds() {
    for (int n = 0; n < 2000; n++) {
      registry.put(camera("cam-" + n, "rtsp://10.0." + n / 250 + "." + n % 250 + "/a"));
    }
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
    assertThat(opener.count()).isBetween(150, 250);
    loop.advance(Duration.ofSeconds(11));
    assertThat(opener.count()).isEqualTo(2000);
  }

  @Test
  void followsTheConfigurationWithoutDisturbingOthers() {
    registry.put(camera("a", "rtsp://10.0.0.1/a"));
    registry.put(camera("b", "rtsp://10.0.0.2/b"));
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
    FakeStream a = stream("/a");
    FakeStream b = stream("/b");

    registry.put(camera("b", "rtsp://10.0.0.2/other"));
    registry.put(camera("c", "rtsp://10.0.0.3/c"));
    loop.advance(Duration.ofSeconds(1));
    assertThat(b.closed).isTrue();
    assertThat(stream("/other").closed).isFalse();
    assertThat(stream("/c").closed).isFalse();

    registry.delete(Kind.CAMERA, "c", 1, "test");
    loop.advance(Duration.ofSeconds(1));
    assertThat(stream("/c").closed).isTrue();
    assertThat(cameras.of("c")).isEmpty();
    assertThat(cameras.all()).hasSize(2);
    assertThat(a.closed).isFalse();
    assertThat(opener.count()).isEqualTo(4);
  }

  @Test
  void doesNotInterruptAStreamForANewName() {
    registry.put(camera("a", "rtsp://10.0.0.1/a"));
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
    registry.put(
        new Camera("a", "Another name", "rtsp://10.0.0.1/a", null, null, "grid", null, true));
    loop.advance(Duration.ofSeconds(1));
    assertThat(opener.count()).isEqualTo(1);
  }

  @Test
  void tellsStatesByEventAndGauge() {
    List<DomainEvent> heard = new ArrayList<>();
    events.subscribe(heard::add);
    registry.put(camera("a", "rtsp://10.0.0.1/a"));
    registry.put(new Camera("off", "Off", "rtsp://10.0.0.2/off", null, null, null, null, false));
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
    stream("/a").deliver(units.keyframe(0, 10));

    assertThat(heard).hasSize(1);
    assertThat(gauge("streaming")).isEqualTo(1);
    assertThat(gauge("disabled")).isEqualTo(1);
    assertThat(cameras.of("off").orElseThrow().state()).isEqualTo(CameraState.DISABLED);
    stream("/a").fail(StreamFailure.Kind.REFUSED, "gone");
    assertThat(gauge("refused")).isEqualTo(1);
    assertThat(gauge("streaming")).isZero();
  }

  @Test
  void subscriptionsOutliveReconnectionChangeAndDeletion() {
    List<Long> seen = new ArrayList<>();
    Subscription early = feeds.subscribe("a", StreamName.MAIN, unit -> seen.add(unit.pts()));
    registry.put(camera("a", "rtsp://10.0.0.1/a"));
    cameras.start();
    loop.advance(Duration.ofSeconds(1));
    stream("/a").deliver(units.keyframe(1, 10));
    stream("/a").deliver(units.picture(2, 10));
    stream("/a").fail(StreamFailure.Kind.REFUSED, "gone");
    loop.advance(Duration.ofSeconds(3));
    opener.latest().deliver(units.picture(3, 10));
    opener.latest().deliver(units.keyframe(4, 10));
    registry.delete(Kind.CAMERA, "a", 1, "test");
    loop.advance(Duration.ofSeconds(1));
    registry.put(camera("a", "rtsp://10.0.0.9/b"));
    loop.advance(Duration.ofSeconds(1));
    stream("/b").deliver(units.keyframe(5, 10));

    assertThat(seen).containsExactly(1L, 2L, 4L, 5L);
    early.close();
    early.close();
    registry.delete(Kind.CAMERA, "a", 1, "test");
    loop.advance(Duration.ofSeconds(1));
    assertThat(feeds.size()).isZero();
    assertThat(units.alive()).isZero();
  }

  private FakeStream stream(String path) {
    return opener.all().stream()
        .filter(one -> one.target.path().equals(path))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  private double gauge(String state) {
    return meters.get(MetricNames.CAMERAS).tag("state", state).gauge().value();
  }

  private static Camera camera(String id, String url) {
    return new Camera(id, id, url, null, null, null, null, true);
  }
}
