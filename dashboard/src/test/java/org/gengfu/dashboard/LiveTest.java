package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.LiveStreams.Viewer;
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
