package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.faults.Fault;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From encoded pictures to technical faults. */
class PictureFaultsTest {
  private static final String CAMERA = "gate";
  private static final int DARK_FROM = 30;
  private static final int DARK_TO = 240;
  private static final int SECONDS = 330;

  /** A street whose lens cap is put on for a while. */
  private record CappedFilm(StreetFilm street) implements OnStreet {
    @Override
    public void draw(int frame, I420 into) {
      if (frame >= DARK_FROM && frame < DARK_TO) {
        Arrays.fill(into.y(), (byte) (16 + frame % 3));
        Arrays.fill(into.u(), (byte) 128);
        Arrays.fill(into.v(), (byte) 128);
      } else {
        street.draw(frame, into);
      }
    }
  }

  private static final RenderedVideo CAPPED =
      new RenderedVideo(new CappedFilm(new StreetFilm(1, SECONDS, 400, 401)), 2);

  @TempDir Path directory;
  private final FakeFaults faults = new FakeFaults();

  private Hub watching() {
    Hub hub = new Hub(directory, new FakeSink(), new ManualClock(Hub.START));
    hub.pipeline.onFaults(faults);
    hub.registry.set(Hub.camera(CAMERA));
    hub.pipeline.start();
    return hub;
  }

  @Test
  void tellsOfABlackPictureWithThePictureAndOfItsEndAlsoWithoutZonesAndOverARestart() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, CAPPED, 0, DARK_FROM + 170);
      assertThat(faults.told).isEmpty();
      hub.play(CAMERA, CAPPED, DARK_FROM + 170, DARK_TO - 5);
      assertThat(faults.told).containsExactly("raise black-picture");
      Fault fault = java.util.Objects.requireNonNull(faults.open.get(FaultKind.BLACK_PICTURE));
      assertThat(fault.subject()).isEqualTo(CAMERA);
      assertThat(fault.picture()).startsWith(0xff, 0xd8);
      assertThat(fault.details()).containsKey("luma");
      assertThat(fault.onset())
          .isBetween(Hub.START.plusSeconds(DARK_FROM - 2), Hub.START.plusSeconds(DARK_FROM + 12));
    }
    try (Hub hub = watching()) {
      hub.play(CAMERA, CAPPED, DARK_TO - 5, SECONDS);
    }
    assertThat(faults.told).containsExactly("raise black-picture", "clear black-picture");
    assertThat(directory.resolve("analytics/" + CAMERA + ".look")).exists();
  }

  @Test
  void decodesAPictureEveryTenSecondsWhereNothingElseIsAsked() {
    try (Hub hub = watching()) {
      hub.play(CAMERA, CAPPED, 0, 100);
      assertThat(hub.count(MetricNames.DECODED_FRAMES)).isBetween(9.0, 11.0);
    }
  }

  @Test
  void tellsAgainWhatTheDiskRefused() {
    try (Hub hub = watching()) {
      faults.full = true;
      hub.play(CAMERA, CAPPED, 0, DARK_TO - 20);
      assertThat(faults.told).isEmpty();
      faults.full = false;
      hub.play(CAMERA, CAPPED, DARK_TO - 20, DARK_TO - 5);
      assertThat(faults.told).containsExactly("raise black-picture");
    }
  }

  @Test
  void forgetsTheLookOfACameraThatIsDeletedAndSurvivesADamagedOne() throws Exception {
    Path look = directory.resolve("analytics/" + CAMERA + ".look");
    Files.createDirectories(look.getParent());
    Files.write(look, new byte[] {1, 2, 3});
    try (Hub hub = watching()) {
      hub.play(CAMERA, CAPPED, 0, 20);
    }
    assertThat(Files.size(look)).isGreaterThan(100);
    try (Hub hub = watching()) {
      hub.play(CAMERA, CAPPED, 20, 28);
      hub.registry.set();
      hub.workers.runAll();
    }
    assertThat(look).doesNotExist();
  }
}
