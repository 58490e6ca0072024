package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.ingest.testing.CameraPark;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.Fault;
import org.gengfu.simulator.rtsp.SimulatedCamera;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many cameras behind one address, some of which hang; and a camera that restarts. */
class CrowdedHostTest {
  private static final int CAMERAS = 50;
  private static final EncodedScene SCENE = TestCard.scene(160, 96);

  private final CameraPark park = new CameraPark();

  @AfterEach
  void close() {
    park.close();
  }

  @Test
  void theHealthyStreamPromptlyBesideThirtyPercentThatHang() {
    try (SimulatedCameraServer recorder = new SimulatedCameraServer(0)) {
      recorder.start();
      List<String> healthy = new ArrayList<>();
      for (int n = 0; n < CAMERAS; n++) {
        SimulatedCamera camera = recorder.add("cam" + n, SCENE);
        if (n % 10 < 3) {
          camera.fault(Fault.BLACK_HOLE);
        } else {
          healthy.add("cam" + n);
        }
        park.put("cam" + n, recorder.url("cam" + n), Transport.TCP);
      }
      long start = System.nanoTime();
      park.cameras.start();
      eventually(
          () -> healthy.stream().filter(this::down).toList(),
          () -> healthy.stream().noneMatch(this::down));
      // 15 that hang hold 8 places for 2 s at a time, and attempts come 50 ms apart.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
      assertThat(recorder.viewers()).isEqualTo(healthy.size());
    }
  }

  private boolean down(String id) {
    return park.status(id).state() != CameraState.STREAMING;
  }

  @Test
  void viewersAreKeptThroughACamerasRestart() {
    try (SimulatedCameraServer camera = new SimulatedCameraServer(0)) {
      camera.add("cam", SCENE);
      camera.start();
      AtomicInteger units = new AtomicInteger();
      List<Long> times = new ArrayList<>();
      List<Boolean> keyframes = new ArrayList<>();
      park.feeds.subscribe(
          "a",
          StreamName.MAIN,
          unit -> {
            times.add(unit.pts());
            keyframes.add(unit.keyframe());
            units.incrementAndGet();
          });
      park.put("a", camera.url("cam"), Transport.TCP);
      park.cameras.start();
      eventually(units::get, () -> units.get() >= 3);

      camera.unplug();
      park.expect("a", CameraState.REFUSED, "the connection to 127.0.0.1");
      int before = units.get();
      camera.plug();
      long back = System.nanoTime();
      eventually(units::get, () -> units.get() >= before + 5);
      // A camera that was away for a moment only: waits have not grown yet.
      assertThat(Duration.ofNanos(System.nanoTime() - back)).isLessThan(Duration.ofSeconds(10));
      assertThat(keyframes.get(before)).isTrue();
      assertThat(List.copyOf(times)).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void tellsHowFarTheCamerasClockIsOff() {
    Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(90));
    try (SimulatedCameraServer camera = new SimulatedCameraServer(0, 1, 60, ahead)) {
      camera.add("cam", SCENE);
      camera.start();
      park.put("a", camera.url("cam"), Transport.TCP);
      park.cameras.start();
      eventually(
          () -> park.cameras.of("a"),
          () -> park.cameras.of("a").isPresent() && park.status("a").clockOffset() != null);
      Duration offset = park.status("a").clockOffset();
      assertThat(offset).isNotNull().isBetween(Duration.ofSeconds(89), Duration.ofSeconds(91));
    }
  }
}
