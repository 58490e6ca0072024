package org.gengfu.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.Test;

class ManyViewersTest {
  private static final int CAMERAS = 84;

  @Test
  void eightyFourCamerasAtOnceOnOneLoop() throws IOException {
    EncodedScene scene = TestCard.scene(64, 48);
    List<RtspProbe> probes = new ArrayList<>();
    try (SimulatedCameraServer server = new SimulatedCameraServer(0)) {
      server.start();
      for (int i = 0; i < CAMERAS; i++) {
        server.add("cam-" + i, scene).phaseTicks(scene.gopTicks() * i / CAMERAS);
        probes.add(new RtspProbe(server.url("cam-" + i), 20_000).play());
      }
      assertThat(server.viewers()).isEqualTo(CAMERAS);
      for (RtspProbe probe : probes) {
        RtspProbe.Unit first = probe.unit();
        assertThat(first.keyframe()).isTrue();
        for (int i = 1; i <= 6; i++) {
          long since = (probe.unit().timestamp() - first.timestamp()) & 0xffff_ffffL;
          assertThat(since).isEqualTo(i * 9000L);
        }
      }
    } finally {
      for (RtspProbe probe : probes) {
        probe.close();
      }
    }
  }

  @Test
  void thePicturesComeInRealTime() throws IOException {
    try (SimulatedCameraServer server = new SimulatedCameraServer(0)) {
      server.add("cam", TestCard.scene(64, 48));
      server.start();
      try (RtspProbe probe = new RtspProbe(server.url("cam"), 10_000).play()) {
        probe.unit();
        long begin = System.nanoTime();
        for (int i = 0; i < 10; i++) {
          probe.unit();
        }
        // A busy machine delays, but nothing may come early: ten pictures at 10 a second.
        assertThat(System.nanoTime() - begin).isGreaterThan(850_000_000L);
      }
    }
  }
}
