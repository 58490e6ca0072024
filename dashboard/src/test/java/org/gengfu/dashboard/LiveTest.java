package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams.Note;
import org.gengfu.core.media.LiveStreams.Reason;
import org.gengfu.core.media.LiveStreams.Viewer;
import org.gengfu.core.media.LiveStreams.Wish;
import org.gengfu.core.media.StreamName;
import org.gengfu.dashboard.fake.Eventually;
import org.gengfu.dashboard.fake.FakeVideo.Watching;
import org.gengfu.dashboard.fake.TestHub;
import org.gengfu.dashboard.fake.TestSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private static final String MIME = "video/mp4; codecs=\"avc1.64001f\"";

  private TestHub hub;
  private String bearer;

  @BeforeEach
  void start() {
    hub = new TestHub();
    bearer = "Bearer " + hub.token("office");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Viewer viewer() throws InterruptedException {
    Watching watching = hub.video.viewers.poll(20, TimeUnit.SECONDS);
    assertThat(watching).isNotNull();
    assertThat(watching.cameraId()).isEqualTo("gate");
    return watching.viewer();
  }

  @Test
  void aViewerGetsTypeThenSegmentThenFragments() throws Exception {
    try (TestSocket socket = TestSocket.open(hub.client, "/live/gate", "Authorization", bearer)) {
      Viewer viewer = viewer();
      assertThat(viewer.ready()).isTrue();
      viewer.start(MIME, Buffer.buffer("init"));
      viewer.fragment(Buffer.buffer("first"), true);
      byte[] large = new byte[300_000]; // more than one WebSocket frame
      large[299_999] = 7;
      viewer.fragment(Buffer.buffer(large), false);

      assertThat(socket.json().path("mimeType").asText()).isEqualTo(MIME);
      assertThat(socket.bytes()).asString().isEqualTo("init");
      assertThat(socket.bytes()).asString().isEqualTo("first");
      assertThat(socket.bytes()).isEqualTo(large);
    }
    assertThat(hub.video.left.poll(20, TimeUnit.SECONDS)).isEqualTo("gate");
  }

  @Test
  void aSlowReaderIsNotReadyAndHoldsNoMoreThanTheBound() throws Exception {
    try (TestSocket slow =
        TestSocket.open(hub.client, "/live/gate", false, "Authorization", bearer)) {
      Viewer viewer = viewer();
      Buffer fragment = Buffer.buffer(new byte[256 * 1024]);
      int sent = 0;
      // What the kernel's buffers hold comes before our own bound of 4 MiB.
      while (viewer.ready()) {
        viewer.fragment(fragment, true);
        assertThat(++sent).isLessThan(2_000);
      }
      assertThat(viewer.ready()).isFalse();

      slow.read();
      Eventually.holds(viewer::ready);
      for (int i = 0; i < sent; i++) {
        assertThat(slow.bytes()).hasSize(fragment.length());
      }
    }
  }

  @Test
  void tellsWhatItWouldLikeAndHearsWhatItGets() throws Exception {
    String path = "/live/gate?stream=sub&codecs=h264,h265";
    try (TestSocket socket = TestSocket.open(hub.client, path, "Authorization", bearer)) {
      Watching watching = hub.video.viewers.poll(20, TimeUnit.SECONDS);
      assertThat(watching).isNotNull();
      assertThat(watching.wish())
          .isEqualTo(new Wish(StreamName.SUB, Set.of(Codec.H264, Codec.H265)));
      watching.viewer().note(new Note(StreamName.SUB, false, Codec.H265, null));
      watching.viewer().note(new Note(StreamName.MAIN, true, Codec.H265, Reason.TRANSCODED));
      watching
          .viewer()
          .note(new Note(StreamName.SUB, false, Codec.H265, Reason.BUSY, AudioCodec.PCMA));

      assertThat(socket.json())
          .hasToString(
              "{\"stream\":\"sub\",\"transcoded\":false,\"codec\":\"h265\",\"reason\":null,\"silent\":null}");
      assertThat(socket.json())
          .hasToString(
              "{\"stream\":\"main\",\"transcoded\":true,\"codec\":\"h265\",\"reason\":\"transcoded\",\"silent\":null}");
      JsonNode busy = socket.json();
      assertThat(busy.path("reason").asText()).isEqualTo("busy");
      assertThat(busy.path("silent").asText()).isEqualTo("pcma");
    }
  }

  @Test
  void withoutAWishItIsTheMainStreamInH264() throws Exception {
    try (TestSocket socket = TestSocket.open(hub.client, "/live/gate", "Authorization", bearer)) {
      Watching watching = hub.video.viewers.poll(20, TimeUnit.SECONDS);
      assertThat(socket).isNotNull();
      assertThat(watching).isNotNull();
      assertThat(watching.wish()).isEqualTo(Wish.STANDARD);
    }
  }

  @Test
  void aWishThatIsNotUnderstoodIsRefused() {
    for (String wrong : List.of("stream=third", "codecs=av1", "codecs=h264,", "codecs=", "x=1")) {
      assertThat(TestSocket.refusal(hub.client, "/live/gate?" + wrong, "Authorization", bearer))
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(hub.video.viewers).isEmpty();
  }

  @Test
  void theLivePictureEndsWithItsSession() throws Exception {
    try (TestSocket socket = TestSocket.open(hub.client, "/live/gate", "Authorization", bearer)) {
      viewer();
      hub.client.send("DELETE", "/session", hub.token("office"), null);
      assertThat(socket.closeCode()).isEqualTo(4401);
      assertThat(hub.video.left.poll(20, TimeUnit.SECONDS)).isEqualTo("gate");
    }
  }

  @Test
  void whoMayNotSeeItIsRefused() {
    assertThat(
            TestSocket.refusal(
                hub.client, "/live/gate", "Authorization", "Bearer " + hub.token("worker")))
        .isEqualTo(403);
    assertThat(TestSocket.refusal(hub.client, "/live/none", "Authorization", bearer))
        .isEqualTo(404);
    assertThat(hub.client.get("/live/gate", hub.token("office")).wrongPlaces())
        .containsExactly("Upgrade");
    assertThat(hub.video.viewers).isEmpty();
  }
}
