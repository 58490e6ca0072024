package org.gengfu.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.simulator.clip.EncodedScene;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedCameraServerTest {
  private static final EncodedScene SCENE = TestCard.scene(160, 96);
  private final SimulatedCameraServer server = new SimulatedCameraServer(0);

  @BeforeEach
  void start() {
    server.add("cam-01", SCENE);
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RtspProbe probe() throws IOException {
    return new RtspProbe(server.url("cam-01"), 5000);
  }

  @Test
  void describesItsStream() throws IOException {
    try (RtspProbe probe = probe()) {
      assertThat(probe.ask("OPTIONS", probe.url).header("Public")).contains("DESCRIBE", "PLAY");
      RtspProbe.Reply described = probe.ask("DESCRIBE", probe.url);
      assertThat(described.status()).isEqualTo(200);
      assertThat(described.header("CSeq")).isEqualTo("2");
      assertThat(described.header("Content-Base")).isEqualTo(probe.url + "/");
      assertThat(described.body())
          .contains("a=rtpmap:96 H264/90000", "packetization-mode=1", "sprop-parameter-sets=");
    }
  }

  @Test
  void playsFromAKeyframeOnWithEvenTimestamps() throws IOException {
    try (RtspProbe probe = probe().play()) {
      List<RtspProbe.Unit> units = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        units.add(probe.unit());
      }
      assertThat(units.get(0).keyframe()).isTrue();
      assertThat(units.get(0).nals().get(0)).isEqualTo(SCENE.gop(0).parameterSets().sps());
      for (int i = 1; i < units.size(); i++) {
        assertThat((units.get(i).timestamp() - units.get(i - 1).timestamp()) & 0xffff_ffffL)
            .isEqualTo(9000);
        assertThat(units.get(i).keyframe()).isEqualTo(i % 5 == 0);
      }
      assertThat(server.viewers()).isEqualTo(1);
      assertThat(probe.ask("GET_PARAMETER", probe.url).status()).isEqualTo(200);
      assertThat(probe.ask("TEARDOWN", probe.url).status()).isEqualTo(200);
      assertThat(server.viewers()).isZero();
    }
  }

  @Test
  void unknownPathIs404() throws IOException {
    try (RtspProbe probe = new RtspProbe(server.url("nowhere"), 5000)) {
      assertThat(probe.ask("DESCRIBE", probe.url).status()).isEqualTo(404);
    }
  }
}
