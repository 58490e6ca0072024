package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.accounts.AuditLog.Entry;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.recording.RecordedVideo.Moment;
import org.gengfu.dashboard.fake.Eventually;
import org.gengfu.dashboard.fake.FakeRecordings;
import org.gengfu.dashboard.fake.TestHub;
import org.gengfu.dashboard.fake.TestSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackTest {
  private static final String PATH = "/playback/gate?from=2026-03-01T07:00:00Z";
  private static final Instant FROM = FakeRecordings.BEGIN;

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

  private TestSocket open(String path) {
    return TestSocket.open(hub.client, path, "Authorization", bearer);
  }

  private FakeRecordings.Viewer viewer() throws InterruptedException {
    FakeRecordings.Viewer viewer = hub.recordings.viewers.poll(20, TimeUnit.SECONDS);
    assertThat(viewer).isNotNull();
    return viewer;
  }

  private static String wish(FakeRecordings.Viewer viewer) throws InterruptedException {
    return viewer.wishes().poll(20, TimeUnit.SECONDS);
  }

  private static Moment moment(Instant at, boolean jump) {
    return new Moment(
        at, Duration.ofMillis(6_400), Duration.ofMillis(1_500), Duration.ofMillis(400), 16, jump);
  }

  @Test
  void aViewerGetsTheTimeBeforeEachFragment() throws Exception {
    try (TestSocket socket = open(PATH + "&speed=16")) {
      FakeRecordings.Viewer viewer = viewer();
      assertThat(viewer.cameraId()).isEqualTo("gate");
      assertThat(viewer.from()).isEqualTo(FROM);
      assertThat(viewer.speed()).isEqualTo(16);
      viewer.watcher().start("video/mp4", Buffer.buffer("init"));
      viewer.watcher().fragment(moment(FROM, true), Buffer.buffer("first"));
      viewer.watcher().gap(FROM.plusSeconds(7), FROM.plusSeconds(60));
      viewer.watcher().silent(AudioCodec.PCMA);
      viewer.watcher().silent(null);
      viewer.watcher().edge();
      viewer.watcher().failed("why");

      assertThat(socket.json().path("mimeType").asText()).isEqualTo("video/mp4");
      assertThat(socket.bytes()).asString().isEqualTo("init");
      JsonNode moment = socket.json();
      assertThat(moment.path("at").asText()).isEqualTo("2026-03-01T07:00:00Z");
      assertThat(moment.path("seconds").asDouble()).isEqualTo(6.4);
      assertThat(moment.path("media").asDouble()).isEqualTo(1.5);
      assertThat(moment.path("shown").asDouble()).isEqualTo(0.4);
      assertThat(moment.path("speed").asInt()).isEqualTo(16);
      assertThat(moment.path("jump").asBoolean()).isTrue();
      assertThat(socket.bytes()).asString().isEqualTo("first");
      assertThat(socket.json().at("/gap/to").asText()).isEqualTo("2026-03-01T07:01:00Z");
      assertThat(socket.json().path("silent").asText()).isEqualTo("pcma");
      assertThat(socket.json().path("silent").isNull()).isTrue();
      assertThat(socket.json().path("edge").asBoolean()).isTrue();
      assertThat(socket.json().path("failed").asText()).isEqualTo("why");
    }
  }

  @Test
  void aViewerStopsGoesElsewhereAndFaster() throws Exception {
    FakeRecordings.Viewer viewer;
    try (TestSocket socket = open(PATH)) {
      viewer = viewer();
      assertThat(viewer.speed()).isEqualTo(1);
      socket.say("{\"pause\":true}");
      assertThat(wish(viewer)).isEqualTo("pause");
      socket.say("{\"pause\":false}");
      assertThat(wish(viewer)).isEqualTo("resume");
      socket.say("{\"speed\":8,\"seek\":\"2026-03-01T15:20:00+08:00\"}");
      assertThat(wish(viewer)).isEqualTo("speed 8");
      assertThat(wish(viewer)).isEqualTo("seek 2026-03-01T07:20:00Z");
    }
    assertThat(wish(viewer)).isEqualTo("close");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rubbish",
        "{}",
        "[]",
        "{\"pause\":1}",
        "{\"speed\":3}",
        "{\"speed\":\"4\"}",
        "{\"seek\":\"tomorrow\"}",
        "{\"seek\":7}",
        "{\"seek\":\"2026-03-01T07:00:00\"}",
        "{\"seek\":\"1990-01-01T00:00:00Z\"}",
        "{\"pause\":true,\"other\":1}"
      })
  void whatIsNotUnderstoodEndsIt(String message) throws Exception {
    try (TestSocket socket = open(PATH)) {
      FakeRecordings.Viewer viewer = viewer();
      socket.say(message);
      assertThat(socket.closeCode()).isEqualTo(4400);
      assertThat(wish(viewer)).as("none of it was done").isEqualTo("close");
    }
  }

  @Test
  void aSlowReaderIsNotReady() throws Exception {
    try (TestSocket slow = TestSocket.open(hub.client, PATH, false, "Authorization", bearer)) {
      FakeRecordings.Viewer viewer = viewer();
      Buffer fragment = Buffer.buffer(new byte[256 * 1024]);
      int sent = 0;
      while (viewer.watcher().ready()) {
        viewer.watcher().fragment(moment(FROM, false), fragment);
        assertThat(++sent).isLessThan(2_000);
      }
      slow.read();
      Eventually.holds(viewer.watcher()::ready);
    }
  }

  @Test
  void everyViewingIsWrittenDownAndWhatWasSeen() throws Exception {
    try (TestSocket socket = open(PATH)) {
      FakeRecordings.Viewer viewer = viewer();
      assertThat(hub.audit.entries).as("before anything is shown").hasSize(1);
      viewer.watcher().fragment(moment(FROM, true), Buffer.buffer("x"));
      viewer.watcher().fragment(moment(FROM.plusMillis(6_400), false), Buffer.buffer("x"));
      socket.say("{\"seek\":\"2026-03-01T07:20:00Z\"}");
      assertThat(wish(viewer)).isEqualTo("seek 2026-03-01T07:20:00Z");
      assertThat(hub.audit.entries).hasSize(2);
      viewer.watcher().fragment(moment(FROM.plusSeconds(1_200), true), Buffer.buffer("x"));
    }
    Eventually.holds(() -> hub.audit.entries.size() == 3);
    assertThat(hub.audit.entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.actor()).isEqualTo("office");
              assertThat(entry.action()).isEqualTo("view");
              assertThat(entry.subject()).isEqualTo("gate");
            });
    assertThat(hub.audit.entries)
        .extracting(Entry::detail)
        .containsExactly(
            "{\"from\":\"2026-03-01T07:00:00Z\"}",
            "{\"from\":\"2026-03-01T07:20:00Z\"}",
            "{\"seen\":[{\"from\":\"2026-03-01T07:00:00Z\",\"to\":\"2026-03-01T07:00:12.800Z\"},"
                + "{\"from\":\"2026-03-01T07:20:00Z\",\"to\":\"2026-03-01T07:20:06.400Z\"}]}");
  }

  @Test
  void whatCannotBeWrittenDownIsNotShown() throws Exception {
    try (TestSocket socket = open(PATH)) {
      FakeRecordings.Viewer viewer = viewer();
      hub.audit.away = true;
      assertThat(TestSocket.refusal(hub.client, PATH, "Authorization", bearer))
          .as("the same session has just been written down")
          .isEqualTo(101);
      assertThat(
              TestSocket.refusal(
                  hub.client, "/playback/gate?from=2026-03-01T07:05:00Z", "Authorization", bearer))
          .isEqualTo(503);
      socket.say("{\"seek\":\"2026-03-01T07:20:00Z\"}");
      assertThat(socket.closeCode()).isEqualTo(1013);
      assertThat(wish(viewer)).isEqualTo("close");
    }
  }

  @Test
  void whoMayNotSeeItIsRefused() {
    assertThat(
            TestSocket.refusal(hub.client, PATH, "Authorization", "Bearer " + hub.token("worker")))
        .isEqualTo(403);
    for (String query : new String[] {"", "?from=soon", "?from=2026-03-01T07:00:00Z&speed=5"}) {
      assertThat(TestSocket.refusal(hub.client, "/playback/gate" + query, "Authorization", bearer))
          .as(query)
          .isEqualTo(400);
    }
    assertThat(hub.recordings.viewers).isEmpty();
    assertThat(hub.audit.entries).isEmpty();
  }
}
