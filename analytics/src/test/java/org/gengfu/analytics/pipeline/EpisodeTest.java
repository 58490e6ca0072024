package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.metrics.MetricNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One happening is one episode, whatever happens to us meanwhile. */
class EpisodeTest {
  private static final String CAMERA = "gate";
  private static final RenderedVideo STREET = Hub.street();

  @TempDir Path directory;
  private final FakeSink sink = new FakeSink();
  private final ManualClock clock = new ManualClock(Hub.START);

  @Test
  void sameVanAcrossARestartIsOneEpisode() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 0, 70);
    }
    assertThat(sink.kept()).hasSize(1);
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 74, 120);
    }
    assertThat(sink.kept()).hasSize(2);
    assertThat(sink.kept().get(1)).isInstanceOf(Cleared.class);
    assertThat(sink.kept().get(1).episodeId()).isEqualTo(sink.kept().get(0).episodeId());
  }

  @Test
  void dwellGoesOnAcrossARestart() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 0, 50);
    }
    assertThat(sink.kept()).isEmpty();
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 54, 80);
    }
    assertThat(sink.kept()).hasSize(1);
    assertThat(((Raised) sink.kept().get(0)).onset())
        .isBetween(second(Hub.ARRIVES - 3), second(Hub.ARRIVES + 3));
  }

  @Test
  void whatIsBeingCountedIsSavedOftenAndAnEmptyPlaceSeldom() {
    Path state = directory.resolve("analytics").resolve(CAMERA + ".state");
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 0, Hub.ARRIVES - 3);
      assertThat(state).doesNotExist();
      hub.play(CAMERA, STREET, Hub.ARRIVES - 3, 50);
      assertThat(state).exists();
      assertThat(sink.kept()).isEmpty();
    }
  }

  @Test
  void killedHubTellsTheSameEpisodeAgainNeverAnother() {
    // Never closed: what is on disk is what the observation itself has saved.
    Hub killed = watching();
    killed.play(CAMERA, STREET, 0, 70);
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 72, 120);
    }
    assertThat(sink.kept().stream().map(Observation::episodeId).distinct()).hasSize(1);
    assertThat(sink.kept().get(sink.kept().size() - 1)).isInstanceOf(Cleared.class);
    killed.pipeline.close();
  }

  @Test
  void removedZoneEndsItsEpisode() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, STREET, 0, 70);
      hub.registry.set(Hub.camera(CAMERA));
      hub.play(CAMERA, STREET, 70, 76);
      assertThat(sink.kept()).hasSize(2);
      assertThat(sink.kept().get(1)).isInstanceOf(Cleared.class);
      double frames = hub.count(MetricNames.DECODED_FRAMES);
      hub.play(CAMERA, STREET, 76, 86);
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isEqualTo(frames);
    }
  }

  private Hub watching() {
    Hub hub = new Hub(directory, sink, clock);
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  private static Instant second(int second) {
    return Hub.START.plusSeconds(second);
  }
}
