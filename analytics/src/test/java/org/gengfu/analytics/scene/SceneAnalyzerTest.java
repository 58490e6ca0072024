package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.ZoneKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneAnalyzerTest {
  private static final ZoneRule DUMPING = Street.zone("d", ZoneKind.NO_DUMPING, 30);
  private static final ZoneRule PARKING = Street.zone("p", ZoneKind.NO_PARKING, 30);

  @ParameterizedTest
  @ValueSource(doubles = {1, 2, 4})
  void aBagIsRaisedOnceAfterItsDwellAndClearedWhenTaken(double step) {
    Watched scene = new Watched(DUMPING);
    scene.step = step;
    scene.show(20).bringBag();
    double onset = 20;
    scene.show(60, Street.bag());
    double gone = scene.street.seconds;
    scene.show(20);

    assertThat(scene.raised).hasSize(1);
    SceneEvent.Raised event = scene.raised.get(0);
    assertThat(event.zoneId()).isEqualTo("d");
    assertThat(event.kind()).isEqualTo(ZoneKind.NO_DUMPING);
    assertThat(Street.secondsOf(event.onset())).isCloseTo(onset, within(step + 0.5));
    assertThat(Street.secondsOf(event.raisedAt())).isCloseTo(onset + 30, within(2 * step));
    assertThat(event.box().intersectionOverUnion(Street.bag().box())).isGreaterThan(0.8);
    assertThat(scene.cleared).hasSize(1);
    assertThat(scene.cleared.get(0).episodeId()).isEqualTo(event.episodeId());
    assertThat(Street.secondsOf(scene.cleared.get(0).clearedAt())).isCloseTo(gone, within(step));
  }

  @Test
  void aCarIsParkingAndNotDumping() {
    Watched scene = new Watched(DUMPING, PARKING);
    scene.show(20).show(60, Street.car());

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.raised.get(0).kind()).isEqualTo(ZoneKind.NO_PARKING);
  }

  @Test
  void aBagIsNoParking() {
    Watched scene = new Watched(PARKING);
    scene.show(20).bringBag().show(80, Street.bag());

    assertThat(scene.raised).isEmpty();
  }

  @Test
  void whatIsTakenBeforeTheDwellIsNothing() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(20, Street.bag()).show(60);

    assertThat(scene.raised).isEmpty();
  }

  @Test
  void whatStoodThereFromTheStartLeavesNoGhost() {
    Watched scene = new Watched(DUMPING, PARKING);
    scene.show(20, Street.car(), Street.bag()).show(30, Street.car()).show(80);

    assertThat(scene.raised).isEmpty();
  }

  @Test
  void aThingOutsideTheZoneIsNothing() {
    Watched scene = new Watched(Street.zone("right", ZoneKind.NO_DUMPING, 30, 0.7, 1));
    scene.show(20).bringBag().show(80, Street.bag());

    assertThat(scene.raised).isEmpty();
  }

  @Test
  void passersByNeitherDelayNorCloseAnEpisode() {
    Watched scene = new Watched(PARKING);
    scene.show(20);
    scene.play(
        90,
        i ->
            i % 3 == 1
                ? new Street.Thing[] {Street.car(), Street.person(i, 125 + 7 * (i % 9))}
                : new Street.Thing[] {Street.car()});

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();
  }

  @Test
  void whatIsHiddenBehindAnotherThingIsStillThere() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(40, Street.bag());
    scene.show(60, Street.bag(), Street.Thing.of(13, 130, 95, 70, 45)).show(30, Street.bag());

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();
  }

  @Test
  void whoPassesTwoThingsThatStandOneBeforeTheOtherErasesNeither() {
    Watched scene = new Watched(DUMPING, PARKING);
    scene.show(20).bringBag().show(40, Street.bag());
    Street.Thing van = Street.Thing.of(13, 110, 75, 90, 60);
    double stopped = scene.street.seconds;
    scene.play(
        60,
        i ->
            i % 3 == 2
                ? new Street.Thing[] {Street.bag(), van, Street.person(i, 112 + 9 * (i % 7))}
                : new Street.Thing[] {Street.bag(), van});
    assertThat(scene.raised).hasSize(2);
    assertThat(scene.raised.get(1).kind()).isEqualTo(ZoneKind.NO_PARKING);
    assertThat(Street.secondsOf(scene.raised.get(1).onset())).isCloseTo(stopped, within(2.5));

    scene.show(30, Street.bag());
    assertThat(scene.raised).hasSize(2);
    assertThat(scene.cleared).hasSize(1);
    assertThat(scene.cleared.get(0).episodeId()).isEqualTo(scene.raised.get(1).episodeId());
  }

  @Test
  void aThingOfWhichAStripeLooksLikeTheGroundIsOne() {
    Watched scene = new Watched(DUMPING);
    Street.Thing upper = Street.Thing.of(31, 150, 100, 20, 16);
    Street.Thing lower = Street.Thing.of(32, 150, 119, 20, 16);
    scene.show(20);
    scene.show(2, Street.person(1, 60), upper, lower);
    scene.show(2, Street.person(2, 100), upper, lower);
    scene.show(60, upper, lower);

    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void aShakenCameraRaisesNothingAndSeesTheBag() {
    Watched scene = new Watched(DUMPING);
    scene.street.shake = 1;
    scene.show(80);
    assertThat(scene.raised).isEmpty();

    scene.bringBag().show(60, Street.bag());
    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();
  }

  @Test
  void aPersonWhoStandsIsNoThing() {
    Watched scene = new Watched(DUMPING, PARKING);
    scene.show(20);
    scene.play(100, i -> new Street.Thing[] {Street.person(i, 150)});

    assertThat(scene.raised).isEmpty();
  }

  @Test
  void dumpingWaitsForTheOwnerToGo() {
    Watched scene = new Watched(DUMPING);
    scene.show(20);
    scene.play(60, i -> new Street.Thing[] {Street.bag(), Street.person(i, 195)});
    assertThat(scene.raised).isEmpty();

    double left = scene.street.seconds;
    scene.show(20, Street.bag());
    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt())).isBetween(left, left + 8);
  }

  @Test
  void theShadowBeneathACarDoesNotPutItOutOfTheZone() {
    ZoneRule above = zoneDownTo((Street.car().y() + Street.car().height() - 3) / 180.0);
    ZoneRule farAbove = zoneDownTo((Street.car().y() + Street.car().height() - 12) / 180.0);
    for (ZoneRule zone : List.of(above, farAbove)) {
      Watched scene = new Watched(zone);
      scene.show(20).show(60, Street.car());
      assertThat(scene.raised).hasSize(zone.equals(above) ? 1 : 0);
    }
  }

  private static ZoneRule zoneDownTo(double bottom) {
    Polygon polygon =
        new Polygon(
            List.of(new Point(0, 0), new Point(1, 0), new Point(1, bottom), new Point(0, bottom)));
    return new ZoneRule("p", ZoneKind.NO_PARKING, polygon, Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0})
  void aBlankPictureSaysNothing(double gain) {
    Watched scene = new Watched(DUMPING, PARKING);
    scene.street.gain = gain;
    scene.show(10);
    scene.street.gain = 1;
    scene.show(80, Street.car());
    assertThat(scene.raised).isEmpty();

    scene.bringThing(Street.bag2()).show(40, Street.car(), Street.bag2());
    assertThat(scene.raised).hasSize(1);
    scene.street.gain = gain;
    scene.show(60);
    scene.street.gain = 1;
    scene.show(60, Street.car(), Street.bag2());
    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();
  }

  @Test
  void whatStandsForHoursStaysOneEpisodeWhileItsLookWanders() {
    Watched scene = new Watched(PARKING);
    scene.show(20);
    Street.Thing morning = Street.car();
    Street.Thing evening = Street.Thing.of(77, morning.x(), morning.y(), 80, 40);
    int pictures = 450;
    scene.play(
        2.0 * pictures, i -> new Street.Thing[] {morning.fadedTo(evening, i / (double) pictures)});

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();
  }

  @Test
  void lightThatJumpsRaisesNothingAndClosesNothing() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(40, Street.bag());
    for (double gain : new double[] {0.7, 1.2, 0.6, 1}) {
      scene.street.gain = gain;
      scene.show(40, Street.bag());
    }

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 3, 6})
  void noiseAloneIsNothingAndHidesNoBag(double sigma) {
    Watched scene = new Watched(DUMPING);
    scene.street.noiseSigma = sigma;
    scene.show(60);
    assertThat(scene.raised).isEmpty();

    scene.bringBag().show(60, Street.bag());
    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void aTurnedCameraEndsEpisodesAndLearnsAnew() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(40, Street.bag());
    scene.show(80, Street.Thing.of(99, 0, 0, Street.WIDTH, Street.HEIGHT));

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).hasSize(1);
  }

  @Test
  void aRestartNeitherForgetsNorRepeats() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(10, Street.bag());
    restart(scene);
    scene.show(40, Street.bag());
    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).onset())).isCloseTo(20, within(2.5));

    restart(scene);
    scene.show(30, Street.bag()).show(10);
    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).hasSize(1);
    assertThat(scene.cleared.get(0).episodeId()).isEqualTo(scene.raised.get(0).episodeId());
  }

  /** The stream's own clock starts again; the wall clock goes on. */
  private static void restart(Watched scene) {
    scene.analyzer = SceneAnalyzer.restore(scene.analyzer.save(), List.of(DUMPING));
    LumaPicture next = scene.street.with(Street.bag()).take(2);
    scene.look(new LumaPicture(next.width(), next.height(), next.luma(), 5, next.wallMillis()));
  }

  @Test
  void savingChangesNothing() {
    Watched plain = new Watched(DUMPING);
    Watched saved = new Watched(DUMPING);
    plain.show(20).bringBag();
    saved.show(20).bringBag();
    for (int i = 0; i < 20; i++) {
      saved.analyzer = SceneAnalyzer.restore(saved.analyzer.save(), List.of(DUMPING));
      plain.show(2, Street.bag());
      saved.show(2, Street.bag());
    }

    assertThat(saved.raised).hasSize(1);
    assertThat(saved.raised.get(0).raisedAt()).isEqualTo(plain.raised.get(0).raisedAt());
    assertThat(saved.raised.get(0).box()).isEqualTo(plain.raised.get(0).box());
  }

  @Test
  void aDamagedStateIsRefused() {
    Watched scene = new Watched(DUMPING);
    byte[] state = scene.show(6).analyzer.save();
    for (int at : new int[] {0, 5, 12, 40, state.length - 1}) {
      byte[] damaged = state.clone();
      damaged[at] ^= 0x10;
      assertThatThrownBy(() -> SceneAnalyzer.restore(damaged, List.of(DUMPING)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> SceneAnalyzer.restore(new byte[3], List.of(DUMPING)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEpisodeEndsWithItsZoneAndTheSceneIsKept() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(40, Street.bag());
    scene.analyzer.zones(List.of());
    scene.show(2, Street.bag());
    assertThat(scene.cleared).hasSize(1);

    scene.analyzer.zones(List.of(Street.zone("new", ZoneKind.NO_DUMPING, 30)));
    scene.show(6, Street.bag());
    assertThat(scene.raised).hasSize(2);
    assertThat(scene.raised.get(1).zoneId()).isEqualTo("new");
    assertThat(scene.raised.get(1).onset()).isEqualTo(scene.raised.get(0).onset());
  }

  @Test
  void aZoneEditThatKeepsTheThingKeepsTheEpisode() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(40, Street.bag());
    scene.analyzer.zones(List.of(Street.zone("d", ZoneKind.NO_DUMPING, 60, 0.2, 0.8)));
    scene.show(20, Street.bag());

    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();
  }

  @Test
  void whatLiesInAMaskIsNotJudgedAndItsEpisodeEnds() {
    Watched scene = new Watched(DUMPING);
    Polygon left = Street.zone("mask", ZoneKind.NO_DUMPING, 1, 0, 0.6).polygon();
    Polygon right = Street.zone("mask", ZoneKind.NO_DUMPING, 1, 0.6, 1).polygon();
    scene.analyzer.masks(List.of(left));
    scene.show(20).bringBag().show(60, Street.bag());
    assertThat(scene.raised).isEmpty();

    // Taken away and brought again, with another mask.
    scene.analyzer.masks(List.of(right));
    scene.show(60).bringBag().show(40, Street.bag());
    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).isEmpty();

    scene.analyzer.masks(List.of(left, right));
    scene.show(6, Street.bag());
    assertThat(scene.raised).hasSize(1);
    assertThat(scene.cleared).hasSize(1);
  }

  @Test
  void aStreamThatJumpsBackIsSurvived() {
    Watched scene = new Watched(DUMPING);
    scene.show(20).bringBag().show(16, Street.bag());
    LumaPicture next = scene.street.with(Street.bag()).take(2);
    scene.look(new LumaPicture(next.width(), next.height(), next.luma(), 0, next.wallMillis()));
    scene.show(30, Street.bag());

    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    Watched scene = new Watched(DUMPING);
    assertThatThrownBy(() -> scene.look(new LumaPicture(64, 48, new byte[64 * 48], 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64×48");
  }

  @Test
  void isIdleOverTheEmptyPlaceAlone() {
    Watched scene = new Watched(DUMPING);
    assertThat(scene.analyzer.idle()).as("before the first picture").isFalse();
    scene.show(20);
    assertThat(scene.analyzer.idle()).as("the empty place").isTrue();
    scene.show(2, Street.person(1, 60));
    assertThat(scene.analyzer.idle()).as("somebody walks through").isFalse();
    scene.show(6).bringBag().show(2, Street.bag());
    assertThat(scene.analyzer.idle()).as("a bag lies there").isFalse();
    scene.show(40, Street.bag());
    assertThat(scene.raised).hasSize(1);
    assertThat(scene.analyzer.idle()).as("a bag has been raised").isFalse();
    scene.show(20);
    assertThat(scene.cleared).hasSize(1);
    assertThat(scene.analyzer.idle()).as("the bag is gone").isTrue();
  }

  @Test
  void picturesThatShowTheSameMakeNoOnsetOlder() {
    Watched scene = new Watched(DUMPING);
    scene.show(20);
    for (int i = 0; i < 4; i++) {
      LumaPicture same = scene.street.with().take(2);
      scene.analyzer.same(same.presentationNanos(), same.wallMillis());
    }
    double last = scene.street.seconds - 2;
    scene.bringBag().show(60, Street.bag());

    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).onset())).isBetween(last, last + 2.001);
  }
}
