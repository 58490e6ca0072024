package org.gengfu.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.village.Camera;
import org.gengfu.ingest.camera.Cameras;
import org.gengfu.ingest.camera.Feeds;
import org.gengfu.ingest.rtsp.RtspClient;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.gengfu.ingest.testing.ScriptedCamera;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A camera is set to another size while it streams: over a real socket, in one connection, whoever
 * takes its pictures gets the new format with the first keyframe that has it.
 */
class FormatChangeTest {
  private static final String[] H264 = {
    "67640028acd940780227e5c044000003000400000300c83c60c658",
    "68ebe3cb22c0",
    "65888400aa",
    "419a0102"
  };
  private static final String[] H265 = {
    "40010c01ffff01600000030090000003000003003f959809",
    "42010101600000030090000003000003003fa005120171c9265959a4932bc05a020000030002000003003210",
    "4401c172b46240",
    "260180aabb",
    "020180aabb"
  };

  static List<Arguments> codecs() {
    return List.of(
        Arguments.of(ScriptedCamera.SDP, H264, List.of("H264 640×360", "H264 1920×1080")),
        Arguments.of(ScriptedCamera.H265_SDP, H265, List.of("H265 1920×1080", "H265 642×362")));
  }

  @ParameterizedTest
  @MethodSource("codecs")
  void everybodyFollows(String sdp, String[] change, List<String> formats) throws IOException {
    List<String> seen = new CopyOnWriteArrayList<>();
    FakeVillageRegistry registry = new FakeVillageRegistry();
    try (ScriptedCamera camera = new ScriptedCamera((to, by) -> answer(sdp, change, to, by));
        RtspClient rtsp = new RtspClient(1, Clock.systemUTC())) {
      registry.put(new Camera("a", "a", camera.url(), null, null, null, null, true));
      Feeds feeds = new Feeds(rtsp::nextLoop, 1 << 20);
      try (Cameras cameras =
              new Cameras(
                  registry,
                  rtsp,
                  feeds,
                  new DomainEvents(),
                  new SimpleMeterRegistry(),
                  Clock.systemUTC());
          Subscription taking = feeds.subscribe("a", StreamName.MAIN, unit -> note(unit, seen))) {
        cameras.start();
        eventually(() -> seen, () -> seen.size() >= 4);
        assertThat(taking).isNotNull();
        List<String> late = new CopyOnWriteArrayList<>();
        try (Subscription viewer =
            feeds.subscribeFromMemory("a", StreamName.MAIN, unit -> note(unit, late))) {
          eventually(() -> late, () -> late.size() >= 2);
          assertThat(viewer).isNotNull();
        }
        assertThat(late.subList(0, 2)).containsExactly("key " + formats.get(1), formats.get(1));
        assertThat(String.valueOf(cameras.of("a").orElseThrow().format()))
            .isEqualTo(formats.get(1));
      }
      assertThat(camera.connections()).isEqualTo(1);
    }
    assertThat(seen.subList(0, 4))
        .containsExactly(
            "key " + formats.get(0), formats.get(0), "key " + formats.get(1), formats.get(1));
  }

  private static void note(AccessUnit unit, List<String> seen) {
    seen.add((unit.keyframe() ? "key " : "") + unit.format());
  }

  /** Two pictures by the parameter sets of the description, two by those of the stream. */
  private static byte[] answer(
      String sdp, String[] change, ScriptedCamera.Request request, ScriptedCamera.Connection to)
      throws IOException {
    if (request.method().equals("DESCRIBE")) {
      return ScriptedCamera.reply(request, 200, "Content-Base: " + request.uri() + "/\r\n", sdp);
    }
    if (!request.method().equals("PLAY")) {
      return ScriptedCamera.good(request);
    }
    int sets = change.length - 2;
    to.send(ScriptedCamera.good(request));
    to.send(to.unit(change[sets]));
    to.send(to.unit(change[sets + 1]));
    to.send(to.unit(Arrays.copyOf(change, sets + 1)));
    to.send(to.unit(change[sets + 1]));
    return new byte[0];
  }
}
