package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.gengfu.core.village.ZoneKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a drawn street that becomes unjudgeable and recovers. */
class SceneSightTest {
  private static final ZoneRule LEFT = Street.zone("left", ZoneKind.NO_PARKING, 30, 0, 0.5);
  private static final ZoneRule RIGHT = Street.zone("right", ZoneKind.NO_PARKING, 30, 0.5, 1);

  private final Watched watched = new Watched(LEFT, RIGHT);
  private final Street street = watched.street;

  private @Nullable Hindrance hindrance() {
    return watched.analyzer.sight().hindrance();
  }

  /** Shows an empty street until this is said; returns after how many seconds. */
  private double until(@Nullable Hindrance said, IntFunction<Street.Thing[]> scene) {
    double begun = street.seconds;
    for (int i = 0; hindrance() != said && street.seconds < begun + 600; i++) {
      street.with(scene.apply(i));
      watched.look(street.take(watched.step));
    }
    return street.seconds - begun;
  }

  private static Street.Thing[] empty(int picture) {
    return new Street.Thing[0];
  }

  /** Leaves over a part of the picture: another look in every picture. */
  private static IntFunction<Street.Thing[]> leaves(int left, int width) {
    return i -> new Street.Thing[] {Street.Thing.of(500 + i, left, 0, width, Street.HEIGHT)};
  }

  private void settled() {
    watched.show(40);
    assertThat(watched.analyzer.sight()).isEqualTo(clear());
  }

  private Sight clear() {
    Sight sight = watched.analyzer.sight();
    return new Sight(null, sight.since(), List.of());
  }

  @Test
  void learnsAtTheStartAndAfterATurn() {
    assertThat(hindrance()).isEqualTo(Hindrance.LEARNING);
    watched.show(18);
    assertThat(hindrance()).isEqualTo(Hindrance.LEARNING);
    watched.show(6);
    assertThat(hindrance()).isNull();
    Street.Thing elsewhere = Street.Thing.of(77, 0, 0, Street.WIDTH, Street.HEIGHT);
    watched.show(6, elsewhere);
    assertThat(hindrance()).isEqualTo(Hindrance.LEARNING);
    watched.show(24, elsewhere);
    assertThat(hindrance()).isNull();
  }

  @Test
  void saysNothingWhileLorriesPassThingsStandAndTheLightChanges() {
    watched.show(30);
    Sight before = watched.analyzer.sight();
    for (int round = 0; round < 6; round++) {
      int seed = 300 + 10 * round;
      watched.play(
          8,
          i ->
              new Street.Thing[] {
                Street.Thing.of(seed, 80 * i, 0, 240, Street.HEIGHT), Street.bag()
              });
      street.gain = round % 2 == 0 ? 0.6 : 1.2;
      watched.show(24, Street.bag());
      assertThat(watched.analyzer.sight()).as("not even another object").isSameAs(before);
    }
    watched.show(300, Street.car());
    assertThat(watched.analyzer.sight()).isSameAs(before);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2, 4})
  void saysThatNoiseHidesThingsAfterTheSameTimeAtEveryCadence(double step) {
    watched.step = step;
    settled();
    street.noiseSigma = 20;
    assertThat(until(Hindrance.NOISE, SceneSightTest::empty)).isBetween(40.0, 70.0);
    street.noiseSigma = 1;
    assertThat(until(null, SceneSightTest::empty)).isBetween(40.0, 130.0);
  }

  @Test
  void saysThatItIsTooDark() {
    settled();
    street.gain = 0.17;
    assertThat(until(Hindrance.DARK, SceneSightTest::empty)).isBetween(40.0, 60.0);
    assertThat(watched.analyzer.sight().since()).isNotNull();
    street.gain = 1;
    assertThat(until(null, SceneSightTest::empty)).isLessThan(130);
  }

  @Test
  void saysThatNothingIsToBeSeen() {
    settled();
    street.gain = 0;
    assertThat(until(Hindrance.BLANK, SceneSightTest::empty)).isBetween(28.0, 40.0);
    street.gain = 1;
    assertThat(until(null, SceneSightTest::empty)).isLessThan(130);
  }

  @Test
  void saysWhichZoneIsRestlessWhereTheOtherIsNot() {
    settled();
    watched.play(150, leaves(0, 150));
    Sight sight = watched.analyzer.sight();
    assertThat(sight.hindrance()).isNull();
    assertThat(sight.worst()).isEqualTo(Hindrance.RESTLESS);
    assertThat(sight.zones()).extracting(ZoneSight::zoneId).containsExactly("left");
    watched.show(150);
    assertThat(watched.analyzer.sight().zones()).isEmpty();
  }

  @Test
  void saysThatLightComesAndGoes() {
    settled();
    Random random = new Random(5);
    watched.play(
        150,
        i -> {
          int[] pixels = new int[150 * Street.HEIGHT];
          for (int p = 0; p < pixels.length; p++) {
            pixels[p] = (i % 2 == 0 ? 70 : 170) + random.nextInt(60);
          }
          return new Street.Thing[] {new Street.Thing(0, 0, 150, Street.HEIGHT, pixels)};
        });
    assertThat(watched.analyzer.sight().worst()).isEqualTo(Hindrance.UNSTEADY_LIGHT);
  }

  @Test
  void saysThatTheCameraSways() {
    settled();
    street.shake = 12;
    assertThat(until(Hindrance.SHAKEN, SceneSightTest::empty)).isBetween(40.0, 200.0);
    street.shake = 0;
    assertThat(until(null, SceneSightTest::empty)).isLessThan(130);
  }

  @Test
  void saysThatPicturesAreTooFarApartForTheDwell() {
    Watched slow =
        new Watched(
            Street.zone("short", ZoneKind.NO_PARKING, 12),
            Street.zone("long", ZoneKind.NO_PARKING, 60));
    slow.step = 6;
    slow.show(200);
    Sight sight = slow.analyzer.sight();
    assertThat(sight.hindrance()).isNull();
    assertThat(sight.zones()).extracting(ZoneSight::zoneId).containsExactly("short");
    assertThat(sight.worst()).isEqualTo(Hindrance.SPARSE);
    slow.step = 2;
    slow.show(150);
    assertThat(slow.analyzer.sight().zones()).isEmpty();
  }

  @Test
  void saysThatAMaskHidesMostOfAZone() {
    settled();
    watched.analyzer.masks(
        List.of(
            Polygon.ofPairs(
                List.of(
                    List.of(0.0, 0.0),
                    List.of(0.48, 0.0),
                    List.of(0.48, 1.0),
                    List.of(0.0, 1.0)))));
    watched.show(2);
    assertThat(watched.analyzer.sight().zones())
        .extracting(ZoneSight::zoneId, ZoneSight::hindrance)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("left", Hindrance.MASKED));
    watched.analyzer.masks(List.of());
    watched.show(2);
    assertThat(watched.analyzer.sight().zones()).isEmpty();
  }

  @Test
  void whatHindersAllZonesHindersTheCamera() {
    settled();
    watched.play(150, leaves(0, 150));
    watched.analyzer.zones(List.of(LEFT));
    watched.play(90, leaves(0, 150));
    assertThat(hindrance()).isEqualTo(Hindrance.RESTLESS);
    assertThat(watched.analyzer.sight().zones()).isEmpty();
  }

  @Test
  void goesOnAfterARestartWithoutLearning() {
    settled();
    watched.analyzer = SceneAnalyzer.restore(watched.analyzer.save(), List.of(LEFT, RIGHT));
    watched.show(2);
    assertThat(hindrance()).isNull();
  }
}
