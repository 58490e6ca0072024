package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.Schedule;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.junit.jupiter.api.Test;

/** What zones make allowance for, each judged on pictures. */
class ZoneTermsTest {
  private static final int DWELL = 30;

  @Test
  void parkingIsJudgedWithinTheHoursOnly() {
    Watched scene = new Watched(parking(Street.hours(200, 400), ZoneSubject.VEHICLE, false));
    scene.show(20).show(160, Street.car());
    assertThat(scene.raised).isEmpty();

    scene.show(100, Street.car());
    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt()))
        .isCloseTo(200 + DWELL, within(4.0));
    assertThat(Street.secondsOf(scene.raised.get(0).onset())).isCloseTo(20, within(3.0));
  }

  @Test
  void whatParksAfterTheHoursIsNothing() {
    Watched scene = new Watched(parking(Street.hours(0, 30), ZoneSubject.VEHICLE, false));
    scene.show(20).show(120, Street.car());
    assertThat(scene.raised).isEmpty();
  }

  @Test
  void aZoneForAnythingKnowsMoreThanVehicles() {
    Watched vehicles = new Watched(parking(Schedule.ALWAYS, ZoneSubject.VEHICLE, false));
    vehicles.show(20).bringBag().show(60, Street.bag());
    assertThat(vehicles.raised).isEmpty();

    Watched anything = new Watched(parking(Schedule.ALWAYS, ZoneSubject.ANY, false));
    anything.show(20).bringBag().show(60, Street.bag());
    assertThat(anything.raised).hasSize(1);
  }

  @Test
  void aQueueThatMovesOnIsTolerated() {
    Watched strict = new Watched(parking(Schedule.ALWAYS, ZoneSubject.VEHICLE, false));
    Watched lenient = new Watched(parking(Schedule.ALWAYS, ZoneSubject.VEHICLE, true));
    for (Watched scene : new Watched[] {strict, lenient}) {
      queue(scene, 4);
    }
    assertThat(strict.raised).isNotEmpty();
    assertThat(lenient.raised).isEmpty();
  }

  @Test
  void aLineThatNeverMovesIsParking() {
    Watched scene = new Watched(parking(Schedule.ALWAYS, ZoneSubject.VEHICLE, true));
    scene.show(20).show(150, car(1, 10), car(2, 110), car(3, 210));
    assertThat(scene.raised).isEmpty();
    scene.show(80, car(1, 10), car(2, 110), car(3, 210));
    assertThat(scene.raised).hasSize(3);
  }

  @Test
  void aSingleVehicleIsNoQueue() {
    Watched scene = new Watched(parking(Schedule.ALWAYS, ZoneSubject.VEHICLE, true));
    scene.show(20).show(60, car(1, 110));
    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void whomTheLinePassesByIsParked() {
    Watched scene = new Watched(parking(Schedule.ALWAYS, ZoneSubject.VEHICLE, true));
    scene.show(20);
    for (int i = 0; i < 6; i++) {
      scene.show(24, car(1, 110), car(10 + i, 210)).show(8, car(1, 110));
    }
    scene.show(24, car(1, 110), car(30, 210));
    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt())).isGreaterThan(100);
    assertThat(scene.raised.get(0).box().centreX() * Street.WIDTH).isCloseTo(150, within(10.0));
  }

  /** Three places in a row; each time the first goes and the others move up. */
  private static void queue(Watched scene, int moves) {
    scene.show(20);
    for (int i = 0; i < moves; i++) {
      scene.show(50, car(i + 2, 10), car(i + 1, 110), car(i, 210));
      scene.show(4);
    }
  }

  private static Street.Thing car(int seed, int x) {
    return Street.Thing.of(500 + seed, x, 90, 80, 40);
  }

  @Test
  void dumpingWithinTheHoursOfACollectionPointIsNone() {
    ZoneRule dumping = Street.zone("d", ZoneKind.NO_DUMPING, DWELL);
    Watched open = new Watched(dumping, point(Street.hours(0, 100), 600));
    open.show(20).bringBag().show(120, Street.bag());
    assertThat(open.raised).isEmpty();

    Watched closed = new Watched(dumping, point(Street.hours(100, 200), 600));
    closed.show(20).bringBag().show(60, Street.bag());
    assertThat(closed.raised).hasSize(1);
    assertThat(closed.raised.get(0).kind()).isEqualTo(ZoneKind.NO_DUMPING);
  }

  @Test
  void whatIsNotCollectedInTimeIsACase() {
    Watched scene = new Watched(point(Street.hours(0, 100), 90));
    scene.show(20).bringBag().show(80, Street.bag());
    assertThat(scene.raised).isEmpty();
    scene.show(30, Street.bag());
    assertThat(scene.raised).hasSize(1);
    assertThat(scene.raised.get(0).kind()).isEqualTo(ZoneKind.COLLECTION_POINT);
  }

  @Test
  void dumpingHasItsHoursToo() {
    ZoneRule nights =
        new ZoneRule(
            "d",
            ZoneKind.NO_DUMPING,
            Street.zone("d", ZoneKind.NO_DUMPING, DWELL).polygon(),
            Duration.ofSeconds(DWELL),
            new ZoneTerms(Street.hours(50, 400), ZoneSubject.ANY, false));
    Watched early = new Watched(nights);
    early.show(20).bringBag().show(120, Street.bag());
    assertThat(early.raised).isEmpty();

    Watched late = new Watched(nights);
    late.show(60).bringBag().show(60, Street.bag());
    assertThat(late.raised).hasSize(1);
  }

  @Test
  void whatAVehicleThrowsOutIsDumped() {
    Watched scene = new Watched(Street.zone("d", ZoneKind.NO_DUMPING, DWELL));
    scene.show(20);
    scene.show(2, Street.Thing.of(40, 20, 60, 90, 50));
    scene.show(2, Street.Thing.of(40, 70, 60, 90, 50), Street.bag());
    scene.show(2, Street.Thing.of(40, 230, 60, 90, 50), Street.bag());
    scene.show(60, Street.bag());
    assertThat(scene.raised).hasSize(1);
    Box bag = Street.bag().box();
    assertThat(scene.raised.get(0).box().intersectionOverUnion(bag)).isGreaterThan(0.6);
  }

  @Test
  void aPileThatGrowsIsOnePile() {
    Watched scene = new Watched(Street.zone("d", ZoneKind.NO_DUMPING, DWELL));
    scene.show(20).bringBag().show(60, Street.bag());
    Street.Thing second = Street.Thing.of(77, 174, 110, 18, 20);
    scene.show(2, Street.bag(), second, Street.person(1, 240));
    scene.show(2, Street.bag(), second, Street.person(2, 215));
    scene.show(60, Street.bag(), second);

    assertThat(scene.raised).hasSize(2);
    Box pile = Street.bag().box().union(second.box());
    assertThat(scene.raised.get(1).box().intersectionOverUnion(pile)).isGreaterThan(0.7);
    // So the second observation joins the first one's case.
    assertThat(scene.raised.get(1).box().intersectionOverUnion(scene.raised.get(0).box()))
        .isGreaterThan(0.3);
  }

  private static ZoneRule parking(Schedule hours, ZoneSubject subject, boolean queueTolerated) {
    return new ZoneRule(
        "p",
        ZoneKind.NO_PARKING,
        Street.zone("p", ZoneKind.NO_PARKING, DWELL).polygon(),
        Duration.ofSeconds(DWELL),
        new ZoneTerms(hours, subject, queueTolerated));
  }

  private static ZoneRule point(Schedule hours, int dwellSeconds) {
    return new ZoneRule(
        "c",
        ZoneKind.COLLECTION_POINT,
        Street.zone("c", ZoneKind.COLLECTION_POINT, DWELL, 0.3, 0.7).polygon(),
        Duration.ofSeconds(dwellSeconds),
        new ZoneTerms(hours, ZoneSubject.ANY, false));
  }
}
