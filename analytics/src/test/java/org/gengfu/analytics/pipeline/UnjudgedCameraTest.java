package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From encoded pictures, or none, to what is said of a camera that can't be judged. */
class UnjudgedCameraTest {
  private static final String CAMERA = "gate";
  private static final int SNOW_FROM = 60;
  private static final int SNOW_TO = 790;
  private static final int SECONDS = 1_080;

  /** A street on which it snows for twelve minutes: other flakes in every picture. */
  private record SnowyFilm(StreetFilm street) implements OnStreet {
    private static final int FLAKE = 4;

    @Override
    public void draw(int frame, I420 into) {
      street.draw(frame, into);
      if (frame >= SNOW_FROM && frame < SNOW_TO) {
        Random random = new Random(frame);
        byte[] luma = into.y();
        for (int y = 0; y < StreetFilm.HEIGHT; y += FLAKE) {
          for (int x = 0; x < StreetFilm.WIDTH; x += FLAKE) {
            flake(luma, y * StreetFilm.WIDTH + x, random.nextInt(121) - 60);
          }
        }
      }
    }

    private static void flake(byte[] luma, int at, int step) {
      for (int row = at; row < at + FLAKE * StreetFilm.WIDTH; row += StreetFilm.WIDTH) {
        for (int i = row; i < row + FLAKE; i++) {
          luma[i] = (byte) Math.max(16, Math.min(235, (luma[i] & 0xff) + step));
        }
      }
    }
  }

  private static final RenderedVideo SNOWY =
      new RenderedVideo(new SnowyFilm(new StreetFilm(1, SECONDS, 5_000, 5_001)), 2);

  @TempDir Path directory;
  private final FakeFaults faults = new FakeFaults();
  private final ManualClock clock = new ManualClock(Hub.START);

  private Hub watching() {
    Hub hub = new Hub(directory, new FakeSink(), clock);
    hub.pipeline.onFaults(faults);
    hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA), Hub.camera("yard"));
    hub.pipeline.start();
    return hub;
  }

  private static Sight sight(Hub hub) {
    return Objects.requireNonNull(hub.pipeline.load().cameras().get(0).sight());
  }

  private static double unjudged(Hub hub, String reason) {
    return hub.meters.get(MetricNames.UNJUDGED_CAMERAS).tag("reason", reason).gauge().value();
  }

  @Test
  void snowBecomesATechnicalCaseAfterTenMinutesAndEndsAlsoOverARestart() {
    try (Hub hub = watching()) {
      assertThat(sight(hub).hindrance()).isEqualTo(Hindrance.NO_PICTURES);
      assertThat(hub.pipeline.load().cameras().get(1).sight()).as("no zones").isNull();
      hub.play(CAMERA, SNOWY, 0, 10);
      assertThat(sight(hub).hindrance()).isEqualTo(Hindrance.LEARNING);
      hub.play(CAMERA, SNOWY, 10, SNOW_FROM + 30);
      assertThat(sight(hub).hindrance()).isNull();
      hub.play(CAMERA, SNOWY, SNOW_FROM + 30, SNOW_FROM + 60);
      assertThat(sight(hub).hindrance()).isEqualTo(Hindrance.NOISE);
      assertThat(unjudged(hub, "noise")).isEqualTo(1);
      assertThat(unjudged(hub, "faint")).isZero();
      hub.play(CAMERA, SNOWY, SNOW_FROM + 60, SNOW_FROM + 600);
      assertThat(faults.told).isEmpty();
      hub.play(CAMERA, SNOWY, SNOW_FROM + 600, SNOW_FROM + 670);
      assertThat(faults.told).containsExactly("raise unjudged");
      Fault fault = Objects.requireNonNull(faults.open.get(FaultKind.UNJUDGED));
      assertThat(fault.subject()).isEqualTo(CAMERA);
      assertThat(fault.details()).containsEntry("reason", "noise").doesNotContainKey("zones");
      assertThat(fault.picture()).startsWith(0xff, 0xd8);
      assertThat(fault.onset()).isEqualTo(sight(hub).since());
    }
    try (Hub hub = watching()) {
      hub.play(CAMERA, SNOWY, SNOW_FROM + 670, SNOW_TO);
      assertThat(faults.told).as("it goes on").containsExactly("raise unjudged");
      hub.play(CAMERA, SNOWY, SNOW_TO, SECONDS);
      assertThat(sight(hub).hindrance()).isNull();
      assertThat(unjudged(hub, "noise")).isZero();
    }
    assertThat(faults.told).containsExactly("raise unjudged", "clear unjudged");
  }

  @Test
  void aCameraWhosePicturesCanNotBeDecodedIsSaidToBeSo() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, SNOWY, 0, 40);
      assertThat(sight(hub).hindrance()).isNull();
      spoiled(hub, 40, 60);
      assertThat(sight(hub).hindrance()).as("not at once").isNull();
      spoiled(hub, 60, 640);
      assertThat(sight(hub).hindrance()).isEqualTo(Hindrance.UNDECODABLE);
      assertThat(sight(hub).since()).isEqualTo(Hub.START.plusSeconds(40));
      assertThat(faults.told).isEmpty();
      spoiled(hub, 640, 720);
      assertThat(faults.told).containsExactly("raise unjudged");
      assertThat(Objects.requireNonNull(faults.open.get(FaultKind.UNJUDGED)).details())
          .containsEntry("reason", "undecodable");
      clock.set(Hub.START.plusSeconds(800));
      assertThat(sight(hub).hindrance()).isEqualTo(Hindrance.NO_PICTURES);
    }
  }

  @Test
  void nothingIsSaidTwice() {
    faults.open.put(
        FaultKind.COVERED_LENS,
        new Fault(FaultKind.COVERED_LENS, CAMERA, Instant.EPOCH, java.util.Map.of()));
    try (Hub hub = watching()) {
      spoiled(hub, 0, 720);
      assertThat(sight(hub).hindrance()).isEqualTo(Hindrance.UNDECODABLE);
      assertThat(faults.told).as("another fault says it").isEmpty();
    }
  }

  @Test
  void whereNothingIsAskedAnyMoreTheCaseEnds() {
    try (Hub hub = watching()) {
      spoiled(hub, 0, 720);
      assertThat(faults.told).containsExactly("raise unjudged");
      hub.registry.set(Hub.camera(CAMERA));
      for (int second = 720; second <= 900; second += 30) {
        clock.set(Hub.START.plusSeconds(second));
        hub.pipeline.tick();
      }
      assertThat(hub.pipeline.load().cameras().get(0).sight()).isNull();
      assertThat(faults.told).containsExactly("raise unjudged", "clear unjudged without a picture");
    }
  }

  /** Keyframes every two seconds that hold nothing but rubbish; a tick every ten. */
  private void spoiled(Hub hub, int from, int to) {
    byte[] rubbish = {0, 0, 0, 6, 0x65, 1, 2, 3, 4, 5};
    for (int second = from; second < to; second += 2) {
      clock.set(Hub.START.plusSeconds(second));
      hub.feeds.send(CAMERA, SNOWY.accessUnit(rubbish, second * 90_000L, Hub.START, true));
      hub.workers.runAll();
      if (second % 10 == 0) {
        hub.pipeline.tick();
        hub.workers.runAll();
      }
    }
  }
}
