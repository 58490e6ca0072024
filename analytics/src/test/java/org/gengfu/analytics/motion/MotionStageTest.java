package org.gengfu.analytics.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.SceneSizes;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.RecordingPlan.Window;
import org.gengfu.core.village.Schedule;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MotionStageTest {
  private static final ZoneRule CLOSED = Yard.right(ZoneKind.INTRUSION, ZoneSubject.ANY, 1);
  private static final ZoneRule QUIET = Yard.right(ZoneKind.LOITERING, ZoneSubject.PERSON, 30);

  /** Walks 20 pixels a second from the left to the right. */
  private static void walks(Yard yard, double time) {
    yard.person(20 + 20 * time, 130, (int) (time * 2));
  }

  private static int pose(double time) {
    return (int) (time / 2) % 7;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1, 2})
  void whoWalksInIsOneIntrusionFromComingToGoing(double step) {
    Yard yard = new Yard(CLOSED);
    yard.step = step;
    yard.empty(20).play(16, MotionStageTest::walks).empty(40);

    assertThat(yard.raised).hasSize(1);
    SceneEvent.Raised event = yard.raised.get(0);
    assertThat(event.kind()).isEqualTo(ZoneKind.INTRUSION);
    // He is in the middle of the picture seven seconds after he has come.
    assertThat(Yard.secondsOf(event.onset())).isCloseTo(27, within(2.1));
    assertThat(Yard.secondsOf(event.raisedAt())).isBetween(27.9, 33.1);
    assertThat(yard.cleared).hasSize(1);
    assertThat(yard.cleared.get(0).episodeId()).isEqualTo(event.episodeId());
    assertThat(Yard.secondsOf(yard.cleared.get(0).clearedAt())).isCloseTo(35, within(2.6));
  }

  @Test
  void whoStaysOutsideTheZoneIsNone() {
    Yard yard = new Yard(CLOSED);
    yard.empty(20).play(60, (at, time) -> at.person(60 + 40 * Math.sin(time / 4), 130, pose(time)));
    assertThat(yard.raised).isEmpty();
  }

  @Test
  void inAMaskNobodyIsSeen() {
    Yard yard = new Yard(CLOSED);
    yard.stage.masks(List.of(CLOSED.polygon()));
    yard.empty(20).play(16, MotionStageTest::walks).empty(40);
    assertThat(yard.raised).isEmpty();
  }

  @Test
  void theHoursDecide() {
    Yard early = new Yard(closedFrom(100));
    early.empty(20).play(16, MotionStageTest::walks).empty(40);
    assertThat(early.raised).isEmpty();

    Yard late = new Yard(closedFrom(100));
    late.empty(110).play(16, MotionStageTest::walks).empty(40);
    assertThat(late.raised).hasSize(1);
  }

  @Test
  void whoIsStillThereWhenTheHoursBeginIsRaisedThen() {
    Yard yard = new Yard(closedFrom(60));
    yard.empty(20).play(80, (at, time) -> at.person(200 + 3 * Math.sin(time), 130, pose(time)));
    assertThat(yard.raised).hasSize(1);
    assertThat(Yard.secondsOf(yard.raised.get(0).raisedAt())).isBetween(60.0, 66.1);
  }

  private static ZoneRule closedFrom(int second) {
    Instant start = Instant.ofEpochMilli(Yard.START_MILLIS);
    LocalTime from = start.plusSeconds(second).atZone(ZoneOffset.UTC).toLocalTime();
    Schedule hours =
        new Schedule(
            List.of(new Window(Set.of(DayOfWeek.values()), from, from.plusHours(1))),
            ZoneOffset.UTC);
    return Yard.right(ZoneKind.INTRUSION, ZoneSubject.ANY, 1, hours);
  }

  @Test
  void vehiclesAndPersonsAreToldApart() {
    ZoneRule vehicles = Yard.right(ZoneKind.INTRUSION, ZoneSubject.VEHICLE, 1);
    ZoneRule persons = Yard.right(ZoneKind.INTRUSION, ZoneSubject.PERSON, 1);
    for (ZoneRule rule : List.of(vehicles, persons)) {
      Yard walker = new Yard(rule);
      walker.step = 0.5;
      walker.empty(20).play(16, MotionStageTest::walks);
      assertThat(walker.raised).hasSize(rule.equals(persons) ? 1 : 0);

      Yard driver = new Yard(rule);
      driver.step = 0.5;
      driver.empty(20).play(6, (at, time) -> at.car(-40 + 60 * time, 130));
      assertThat(driver.raised).hasSize(rule.equals(vehicles) ? 1 : 0);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void whoStaysAboutLoiters(double step) {
    Yard yard = new Yard(QUIET);
    yard.step = step;
    yard.empty(20)
        .play(80, (at, time) -> at.person(230 + 50 * Math.sin(time / 6), 140, (int) (2 * time)));
    yard.empty(40);

    assertThat(yard.raised).hasSize(1);
    assertThat(Yard.secondsOf(yard.raised.get(0).onset())).isCloseTo(20, within(2.5));
    assertThat(Yard.secondsOf(yard.raised.get(0).raisedAt())).isCloseTo(50, within(5.0));
    assertThat(yard.cleared).hasSize(1);
    assertThat(Yard.secondsOf(yard.cleared.get(0).clearedAt())).isCloseTo(100, within(2.6));
  }

  @Test
  void whoStandsStillIsSomebodyAndNoThing() {
    Yard yard = new Yard(QUIET);
    yard.empty(20).play(70, (at, time) -> at.person(220, 140, pose(time)));
    assertThat(yard.raised).hasSize(1);
    assertThat(yard.cleared).isEmpty();
  }

  @Test
  void passersByDoNotLoiterTogether() {
    Yard yard = new Yard(QUIET);
    yard.empty(20);
    for (int i = 0; i < 12; i++) {
      yard.play(16, MotionStageTest::walks).empty(4);
    }
    assertThat(yard.raised).isEmpty();
  }

  /** Two streams of people, one each way, who meet and hide each other all the time. */
  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1, 2})
  void aStreamOfPassersByDoesNotAddUpToSomebodyWhoLoiters(double step) {
    Yard yard = new Yard(QUIET);
    yard.step = step;
    yard.empty(20).play(240, MotionStageTest::streams);
    assertThat(yard.raised).isEmpty();
    yard.empty(40);
    assertThat(yard.raised).isEmpty();
  }

  private static void streams(Yard yard, double time) {
    for (int who = 0; who < 60; who++) {
      double walked = time - 4 * who;
      double speed = 18 + who % 4 * 3;
      if (walked >= 0 && walked * speed < Yard.WIDTH + 40) {
        double way = -20 + walked * speed;
        double x = who % 2 == 0 ? way : Yard.WIDTH - way;
        yard.person(x, 120 + who % 5 * 9, who + (int) (walked * 2));
      }
    }
  }

  /** Who stays is found although others pass close by now and then. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void whoLoitersIsFoundThoughOthersPassNowAndThen(double step) {
    Yard yard = new Yard(QUIET);
    yard.step = step;
    yard.empty(20)
        .play(
            90,
            (at, time) -> {
              at.person(-20 + 20 * (time % 30), 130, (int) (time * 2));
              at.person(250 + 25 * Math.sin(time / 5), 160, 900 + (int) (2 * time));
            });
    assertThat(yard.raised).hasSize(1);
    assertThat(Yard.secondsOf(yard.raised.get(0).raisedAt())).isBetween(48.0, 80.0);
  }

  @Test
  void aShortAbsenceIsBridged() {
    Yard yard = new Yard(QUIET);
    yard.empty(20)
        .play(20, (at, time) -> at.person(220, 140, pose(time)))
        .empty(8)
        .play(30, (at, time) -> at.person(226, 140, pose(time)));
    assertThat(yard.raised).hasSize(1);
    assertThat(Yard.secondsOf(yard.raised.get(0).onset())).isCloseTo(20, within(2.5));

    Yard away = new Yard(QUIET);
    away.empty(20)
        .play(20, (at, time) -> at.person(220, 140, pose(time)))
        .empty(30)
        .play(20, (at, time) -> at.person(226, 140, pose(time)));
    assertThat(away.raised).isEmpty();
  }

  @Test
  void aThingThatIsLeftIsNobody() {
    Yard yard = new Yard(QUIET);
    yard.empty(20)
        .play(12, MotionStageTest::walks)
        .play(120, (at, time) -> at.thing(11, 230, 140, 20, 22));
    assertThat(yard.raised).isEmpty();
    assertThat(yard.stage.present()).isEmpty();
  }

  @Test
  void whoWasThereFromTheStartLeavesNoGhost() {
    Yard yard = new Yard(CLOSED);
    yard.play(10, (at, time) -> at.thing(9, 240, 140, 60, 60)).empty(60);
    assertThat(yard.raised).isEmpty();
  }

  private static void paces(Yard yard, double time) {
    yard.person(230 + 50 * Math.sin(time / 5), 140, (int) (2 * time));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void whoIsInTheZoneAtTheStartIsToldOnceThePlaceIsKnown(double step) {
    Yard yard = new Yard(CLOSED);
    yard.step = step;
    yard.play(60, MotionStageTest::paces);
    assertThat(yard.raised).hasSize(1);
    assertThat(Yard.secondsOf(yard.raised.get(0).raisedAt())).isBetween(12.0, 30.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 2})
  void afterTheCameraIsTurnedNothingIsToldUntilTheNewPlaceIsKnown(double step) {
    Yard yard = new Yard(CLOSED);
    yard.step = step;
    yard.empty(30)
        .play(
            60,
            (at, time) -> {
              at.thing(77, 160, 180, Yard.WIDTH, Yard.HEIGHT);
              paces(at, time);
            });
    assertThat(yard.raised).hasSize(1);
    assertThat(Yard.secondsOf(yard.raised.get(0).raisedAt())).isBetween(42.0, 65.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 2})
  void headlightsLeavesRainAndNoiseAreNobody(double step) {
    Random wind = new Random(3);
    Yard yard = new Yard(CLOSED, QUIET);
    yard.step = step;
    yard.play(60, (at, time) -> at.leaves(220, 20, 60, 60, wind));
    yard.play(20, (at, time) -> at.light(40 + 14 * time, 120, 50, 1.8));
    yard.noiseSigma = 5;
    yard.play(40, (at, time) -> at.rain(wind));
    assertThat(yard.raised).isEmpty();
  }

  @Test
  void aSinglePictureRaisesNothing() {
    Yard yard = new Yard(CLOSED);
    yard.empty(20).play(2, (at, time) -> at.person(230, 140, 1)).empty(20);
    assertThat(yard.raised).isEmpty();
  }

  @Test
  void lightThatJumpsIsNobody() {
    Yard yard = new Yard(CLOSED);
    yard.empty(20);
    for (double gain : new double[] {0.6, 1.3, 0.8}) {
      yard.play(12, (at, time) -> at.light(160, 90, 100_000, gain));
    }
    assertThat(yard.raised).isEmpty();
  }

  @Test
  void aRestartNeitherForgetsNorRepeats() {
    Yard yard = new Yard(QUIET);
    yard.empty(20).play(20, (at, time) -> at.person(220, 140, pose(time)));
    yard.restart(QUIET);
    yard.play(20, (at, time) -> at.person(220, 140, pose(time)));
    assertThat(yard.raised).hasSize(1);
    assertThat(Yard.secondsOf(yard.raised.get(0).onset())).isCloseTo(20, within(2.5));

    yard.restart(QUIET);
    yard.play(20, (at, time) -> at.person(220, 140, pose(time))).empty(40);
    assertThat(yard.raised).hasSize(1);
    assertThat(yard.cleared).hasSize(1);
    assertThat(yard.cleared.get(0).episodeId()).isEqualTo(yard.raised.get(0).episodeId());
  }

  @Test
  void anEpisodeEndsWithItsZone() {
    Yard yard = new Yard(CLOSED);
    yard.empty(20).play(14, MotionStageTest::walks);
    assertThat(yard.raised).hasSize(1);
    yard.stage.zones(List.of());
    yard.empty(2);
    assertThat(yard.cleared).hasSize(1);
  }

  @Test
  void tellsWhoIsPresent() {
    ZoneRule lane = Yard.right(ZoneKind.NO_PARKING, ZoneSubject.VEHICLE, 60);
    Yard yard = new Yard(lane);
    yard.step = 0.5;
    yard.empty(20).play(6, (at, time) -> at.car(Math.min(230, -40 + 60 * time), 130));
    assertThat(yard.raised).isEmpty();
    assertThat(yard.stage.present()).hasSize(1);
    Presence car = yard.stage.present().get(0);
    assertThat(car.vehicle()).isTrue();
    assertThat(car.zoneId()).isEqualTo("right");
    Box box = new Box(188 / 320.0, 88 / 180.0, 84 / 320.0, 42 / 180.0);
    assertThat(car.box().intersectionOverUnion(box)).isGreaterThan(0.7);
    // It has come and stands: still there minutes later.
    yard.play(120, (at, time) -> at.car(230, 130));
    assertThat(yard.stage.present()).hasSize(1);
    yard.empty(5);
    assertThat(yard.stage.present()).isEmpty();
  }

  @Test
  void aDamagedStateIsRefused() {
    Yard yard = new Yard(CLOSED);
    byte[] state = yard.empty(6).stage.save();
    for (int at : new int[] {0, 5, 12, 40, state.length - 1}) {
      byte[] damaged = state.clone();
      damaged[at] ^= 0x10;
      assertThatThrownBy(() -> MotionStage.restore(damaged, List.of(CLOSED)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aPictureOfAnotherSizeIsRefused() {
    MotionStage stage = new MotionStage(320, 180, List.of(CLOSED));
    LumaPicture small = new LumaPicture(64, 48, new byte[64 * 48], 0, 0);
    assertThatThrownBy(() -> stage.look(small, SceneSizes.unknown(320, 180)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64×48");
  }
}
