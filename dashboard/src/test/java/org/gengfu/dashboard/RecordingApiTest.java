package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gengfu.core.accounts.AuditLog.Entry;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.recording.VideoFile;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.Eventually;
import org.gengfu.dashboard.fake.FakeRecordings;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordingApiTest {
  private static final String RANGE = "from=2026-03-01T07:00:00Z&to=2026-03-01T07:10:00Z";
  private static final String FILE = "/recordings/gate/video.mp4?" + RANGE;

  private TestHub hub;
  private String office;

  @BeforeEach
  void start() {
    hub = new TestHub();
    office = hub.token("office");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private byte[] whole() {
    return hub.recordings.bytes;
  }

  @Test
  void theTimelineHasSpansGapsAndCases() {
    hub.desk.open("wang");
    JsonNode json =
        hub.client
            .get("/recordings/gate?from=2026-03-01T06:00:00Z&to=2026-03-01T08:00:00Z", office)
            .json();
    assertThat(json.at("/spans/0/from").asText()).isEqualTo("2026-03-01T07:00:00Z");
    assertThat(json.at("/spans/0/bytes").asLong()).isEqualTo(12_345);
    assertThat(json.at("/spans/0/codec").asText()).isEqualTo("h264");
    assertThat(json.at("/spans/0/width").asInt()).isEqualTo(1920);
    assertThat(json.at("/gaps/1/to").asText()).isEqualTo("2026-03-01T08:00:00Z");
    assertThat(json.at("/cases/0/id").asLong()).isEqualTo(1);
    assertThat(json.at("/cases/0/onset").asText()).isEqualTo("2026-03-01T06:59:00Z");
    assertThat(hub.client.get("/recordings/yard", office).json().path("cases")).isEmpty();
  }

  @Test
  void timesThatCannotBeAreRefused() {
    for (String query :
        List.of(
            "from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:01Z",
            "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
            "from=1999-12-31T23:59:59Z&to=2000-01-01T00:00:00Z",
            "from=2199-12-31T23:59:59Z&to=2200-01-01T00:00:01Z",
            "from=%2B999999999-01-01T00:00:00Z&to=%2B999999999-01-01T00:00:00Z")) {
      Reply reply = hub.client.get("/recordings/gate?" + query, office);
      assertThat(reply.problem()).as(query).isEqualTo("invalid-input");
      assertThat(reply.status()).isEqualTo(400);
    }
    assertThat(
            hub.client
                .get("/recordings/gate?from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:00Z", office)
                .status())
        .isEqualTo(200);
    Reply day = hub.client.get("/recordings/gate/video.mp4", office);
    assertThat(day.wrongPlaces()).containsExactly("from", "to");
    Reply longer =
        hub.client.get(
            "/recordings/gate/video.mp4?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:01Z", office);
    assertThat(longer.said("to")).contains("24 hours");
  }

  @Test
  void aFileIsDescribed() {
    JsonNode json = hub.client.get("/recordings/gate/video?" + RANGE, office).json();
    assertThat(json.path("mimeType").asText()).startsWith("video/mp4");
    assertThat(json.path("bytes").asLong()).isEqualTo(whole().length);
    assertThat(json.path("seconds").asDouble()).isEqualTo(600);
    assertThat(json.at("/stretches/0/media").asDouble()).isZero();
    assertThat(json.at("/stretches/0/to").asText()).isEqualTo("2026-03-01T07:10:00Z");
    assertThat(json.path("sound").isNull()).isTrue();
    assertThat(hub.audit.entries).as("nothing was seen").isEmpty();
  }

  @Test
  void itsSoundIsDescribedWithWhatIsMissing() {
    hub.recordings.sound =
        new VideoFile.Sound(
            new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]),
            Duration.ofMillis(90_500),
            true);
    JsonNode sound = hub.client.get("/recordings/gate/video?" + RANGE, office).json().path("sound");
    assertThat(sound.path("codec").asText()).isEqualTo("pcma");
    assertThat(sound.path("sampleRate").asInt()).isEqualTo(8_000);
    assertThat(sound.path("channels").asInt()).isEqualTo(1);
    assertThat(sound.path("seconds").asDouble()).isEqualTo(90.5);
    assertThat(sound.path("mixed").asBoolean()).isTrue();
  }

  @Test
  void theWholeFileComesWithAllItsHeaders() {
    Reply reply = hub.client.get(FILE, office);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.response().body()).isEqualTo(whole());
    assertThat(reply.header("Content-Type")).isEqualTo("video/mp4; codecs=\"avc1.64001f\"");
    assertThat(reply.header("Content-Length")).isEqualTo("1000000");
    assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
    assertThat(reply.header("ETag")).isEqualTo("\"tag1000000\"");
    assertThat(reply.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"gate_20260301-150000_20260301-151000.mp4\"");
    assertThat(reply.header("Content-Encoding")).isIn(null, "identity");
    Eventually.holds(() -> hub.recordings.open.get() == 0);
  }

  @Test
  void anyRangeIsThatSliceOfTheWhole() {
    Random random = new Random(11);
    for (int i = 0; i < 60; i++) {
      int from = random.nextInt(whole().length);
      int to = Math.min(whole().length - 1, from + random.nextInt(1 << random.nextInt(20)));
      Reply reply = hub.client.get(FILE, office, "Range", "bytes=" + from + "-" + to);
      assertThat(reply.status()).isEqualTo(206);
      assertThat(reply.header("Content-Range")).isEqualTo("bytes " + from + "-" + to + "/1000000");
      assertThat(reply.header("Content-Length")).isEqualTo(String.valueOf(to - from + 1));
      assertThat(reply.response().body()).isEqualTo(Arrays.copyOfRange(whole(), from, to + 1));
    }
    Reply tail = hub.client.get(FILE, office, "Range", "bytes=-7");
    assertThat(tail.response().body())
        .isEqualTo(Arrays.copyOfRange(whole(), whole().length - 7, whole().length));
  }

  @Test
  void aRangeBehindTheEndIsNotThere() {
    Reply reply = hub.client.get(FILE, office, "Range", "bytes=1000000-");
    assertThat(reply.status()).isEqualTo(416);
    assertThat(reply.header("Content-Range")).isEqualTo("bytes */1000000");
    assertThat(reply.response().body()).isEmpty();
  }

  @Test
  void aRangeOfAnotherFileIsTheWholeOfThisOne() {
    String range = "bytes=5-9";
    Reply same = hub.client.get(FILE, office, "Range", range, "If-Range", "\"tag1000000\"");
    assertThat(same.status()).isEqualTo(206);
    for (String other : List.of("\"tag7\"", "W/\"tag1000000\"", "Sun, 01 Mar 2026 08:00:00 GMT")) {
      Reply whole = hub.client.get(FILE, office, "Range", range, "If-Range", other);
      assertThat(whole.status()).as(other).isEqualTo(200);
      assertThat(whole.response().body()).hasSize(1_000_000);
    }
    Reply known = hub.client.get(FILE, office, "If-None-Match", "\"tag1000000\"");
    assertThat(known.status()).isEqualTo(304);
  }

  @Test
  void headTellsTheSameWithoutTheBytes() {
    Reply head = hub.client.send("HEAD", FILE, office, null);
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("1000000");
    assertThat(head.header("ETag")).isEqualTo("\"tag1000000\"");
    assertThat(head.response().body()).isEmpty();
    Reply part = hub.client.send("HEAD", FILE, office, null, "Range", "bytes=0-9");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Length")).isEqualTo("10");
    assertThat(hub.recordings.reads).hasValue(0);
    assertThat(hub.client.send("HEAD", "/cameras/gate", office, null).status()).isEqualTo(200);
    assertThat(hub.client.send("HEAD", "/nothing", office, null).status()).isEqualTo(404);
    assertThat(hub.client.send("HEAD", FILE, null, null).status()).isEqualTo(401);
  }

  @Test
  void whatCannotBeGivenSaysWhy() {
    String none = "from=2026-03-01T09:00:00Z&to=2026-03-01T09:10:00Z";
    Reply nothing = hub.client.get("/recordings/gate/video.mp4?" + none, office);
    assertThat(nothing.status()).isEqualTo(404);
    assertThat(nothing.problem()).isEqualTo("not-recorded");
    Reply mixed = hub.client.get("/recordings/yard/video.mp4?" + RANGE, office);
    assertThat(mixed.status()).isEqualTo(409);
    assertThat(mixed.problem()).isEqualTo("mixed-codecs");
    assertThat(hub.audit.entries).isEmpty();
  }

  @Test
  void whatIsDeletedMeanwhileEndsTheConnection() {
    hub.recordings.brokenAt = 600_000;
    assertThatThrownBy(() -> hub.client.get(FILE, office))
        .hasRootCauseInstanceOf(IOException.class);
    Eventually.holds(() -> hub.recordings.open.get() == 0);
    assertThat(hub.client.get(FILE, office, "Range", "bytes=0-9").status()).isEqualTo(206);
  }

  @Test
  void aSlowClientHoldsOnePiece() throws Exception {
    hub.recordings.bytes = FakeRecordings.pattern(64 << 20);
    try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), hub.dashboard.port())) {
      slow.getOutputStream()
          .write(
              ("GET /api/v1"
                      + FILE
                      + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + office
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = slow.getInputStream();
      assertThat(in.readNBytes(15)).asString().isEqualTo("HTTP/1.1 200 OK");
      // It takes nothing more: reading stops, as soon as the kernel's buffers are full.
      int before = -1;
      while (before != hub.recordings.reads.get()) {
        before = hub.recordings.reads.get();
        assertThat(in.readNBytes(1)).hasSize(1);
        // Other requests are answered meanwhile, however many are slow.
        assertThat(hub.client.get("/recordings/gate", office).status()).isEqualTo(200);
        assertThat(hub.client.get("/cameras", office).status()).isEqualTo(200);
      }
      assertThat(before).isLessThan(200);
    }
    Eventually.holds(() -> hub.recordings.open.get() == 0);
  }

  @Test
  void everyExportIsWrittenDownOnceForAllItsPieces() {
    hub.client.get(FILE, office);
    for (int i = 0; i < 5; i++) {
      hub.client.get(FILE, office, "Range", "bytes=" + i * 10 + "-");
    }
    hub.client.get(FILE, hub.token("admin"), "Range", "bytes=5-6");
    assertThat(hub.audit.entries)
        .extracting(Entry::actor, Entry::action, Entry::kind, Entry::subject)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("office", "export", "recording", "gate"),
            org.assertj.core.groups.Tuple.tuple("admin", "export", "recording", "gate"));
    assertThat(hub.audit.entries.get(0).detail())
        .isEqualTo("{\"from\":\"2026-03-01T07:00:00Z\",\"to\":\"2026-03-01T07:10:00Z\"}");

    hub.clock.advance(Duration.ofMinutes(10));
    hub.client.get(FILE, office);
    assertThat(hub.audit.entries).as("another time").hasSize(3);

    JsonNode seen = hub.client.get("/viewings?limit=2", hub.token("admin")).json();
    assertThat(seen.at("/items/0/id").asLong()).isEqualTo(3);
    assertThat(seen.at("/items/0/actor").asText()).isEqualTo("office");
    assertThat(seen.at("/items/0/detail/from").asText()).isEqualTo("2026-03-01T07:00:00Z");
    assertThat(seen.path("next").asLong()).isEqualTo(2);
    JsonNode rest = hub.client.get("/viewings?limit=2&beforeId=2", hub.token("admin")).json();
    assertThat(rest.path("items")).hasSize(1);
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void whatCannotBeWrittenDownIsNotShown() {
    hub.audit.away = true;
    Reply reply = hub.client.get(FILE, office);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(hub.recordings.reads).hasValue(0);
  }
}
