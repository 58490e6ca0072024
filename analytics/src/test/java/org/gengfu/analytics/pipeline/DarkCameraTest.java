package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A street with one lamp at its edge, which leaves the zone in the dark, night after night. */
class DarkCameraTest {
  private static final String CAMERA = "gate";
  private static final int FRAMES = 60;
  private static final RenderedVideo DAY =
      new RenderedVideo(new StreetFilm(1, FRAMES, 5_000, 5_001), 2);
  private static final RenderedVideo NIGHT = new RenderedVideo(new Night(), 2);

  @TempDir Path directory;
  private final FakeFaults faults = new FakeFaults();
  private final ManualClock clock = new ManualClock(Hub.START);

  private record Night() implements OnStreet {
    private static final StreetFilm STREET = new StreetFilm(1, FRAMES, 5_000, 5_001);
    private static final int LAMP = 60;

    @Override
    public StreetFilm street() {
      return STREET;
    }

    @Override
    public void draw(int frame, I420 into) {
      STREET.draw(frame, into);
      for (int i = 0; i < into.y().length; i++) {
        into.y()[i] = (byte) (17 + (into.y()[i] & 0xff) / 80 + (i * 7 + frame * 13) % 3);
      }
      for (int y = 0; y < LAMP; y++) {
        for (int x = 0; x < LAMP; x++) {
          into.y()[y * StreetFilm.WIDTH + x] = (byte) (120 + (x + y) % 90);
        }
      }
    }
  }

  private Hub watching() {
    Hub hub = new Hub(directory, new FakeSink(), clock);
    hub.pipeline.onFaults(faults);
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  /** A keyframe every two seconds from a time after the start on. */
  private void play(Hub hub, RenderedVideo video, Duration from, Duration length) {
    List<RenderedVideo.Unit> keyframes = video.keyframes();
    for (long second = from.toSeconds(); second < from.plus(length).toSeconds(); second += 2) {
      RenderedVideo.Unit unit = keyframes.get((int) (second / 2 % keyframes.size()));
      Instant now = Hub.START.plusSeconds(second);
      clock.set(now);
      hub.feeds.send(CAMERA, video.accessUnit(unit.bytes(), second * 90_000L, Hub.START, true));
      hub.workers.runAll();
    }
  }

  @Test
  void isToldInItsFirstNightAndOnThePageEveryNight() {
    Duration evening = Duration.ofHours(12);
    try (Hub hub = watching()) {
      play(hub, DAY, evening, Duration.ofMinutes(3));
      play(hub, NIGHT, evening.plusMinutes(3), Duration.ofMinutes(14));
      assertThat(hindrance(hub)).isEqualTo(Hindrance.DARK);
      assertThat(faults.told).containsExactly("raise unjudged");
      assertThat(Objects.requireNonNull(faults.open.get(FaultKind.UNJUDGED)).details())
          .containsEntry("reason", "dark");
      play(hub, DAY, evening.plusMinutes(17), Duration.ofMinutes(6));
      assertThat(faults.told).containsExactly("raise unjudged", "clear unjudged");
    }
    try (Hub hub = watching()) {
      Duration next = evening.plusHours(24);
      play(hub, DAY, next, Duration.ofMinutes(3));
      play(hub, NIGHT, next.plusMinutes(3), Duration.ofMinutes(20));
      assertThat(hindrance(hub)).isEqualTo(Hindrance.DARK);
      assertThat(hub.meters.get(MetricNames.UNJUDGED_CAMERAS).tag("reason", "dark").gauge().value())
          .isEqualTo(1);
      assertThat(faults.told).as("no second case").hasSize(2);
      play(hub, DAY, next.plusMinutes(23), Duration.ofHours(2));
      play(hub, NIGHT, next.plusHours(3), Duration.ofMinutes(14));
      assertThat(faults.told).as("later in the night it was not dark").hasSize(3);
    }
  }

  private static Hindrance hindrance(Hub hub) {
    return Objects.requireNonNull(
        Objects.requireNonNull(hub.pipeline.load().cameras().get(0).sight()).hindrance());
  }
}
