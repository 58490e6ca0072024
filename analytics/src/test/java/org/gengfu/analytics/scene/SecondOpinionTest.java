package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.ZoneKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a second opinion changes, and what happens when it is not to be had. */
class SecondOpinionTest {
  private static final ZoneRule DUMPING = Street.zone("d", ZoneKind.NO_DUMPING, 30);
  private static final ZoneRule PARKING = Street.zone("p", ZoneKind.NO_PARKING, 30);
  private static final double NOTHING = 0;
  private static final double SURE = 0.8;
  private static final Street.Thing MOTORCYCLE = Street.Thing.of(13, 150, 95, 36, 30);
  private final Witness witness = new Witness();

  @Test
  void aCarThatIsSeenIsParking() {
    witness.vehicle = SURE;
    Watched scene = watched(DUMPING, PARKING);
    scene.show(20).show(60, Street.car());

    assertThat(scene.raised).singleElement().extracting(SceneEvent.Raised::zoneId).isEqualTo("p");
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt()))
        .as("not later than without it")
        .isCloseTo(50, within(2.5));
    assertThat(witness.looks).as("looks").isBetween(2, 3);
  }

  @Test
  void whatIsSmallAndAVehicleIsParkingAndNoDumping() {
    witness.vehicle = SURE;
    Watched scene = watched(DUMPING, PARKING);
    scene.show(20).show(60, MOTORCYCLE);

    assertThat(scene.raised).singleElement().extracting(SceneEvent.Raised::zoneId).isEqualTo("p");
  }

  @Test
  void whatIsFarTooSmallForAVehicleIsNone() {
    witness.vehicle = SURE;
    Watched scene = watched(DUMPING, PARKING);
    scene.show(20).bringBag().show(60, Street.Thing.of(11, 150, 116, 14, 14));

    assertThat(scene.raised).noneMatch(event -> event.zoneId().equals("p"));
  }

  @Test
  void aBagThatIsNeitherIsDumping() {
    Watched scene = watched(DUMPING, PARKING);
    scene.show(20).bringBag().show(60, Street.bag());

    assertThat(scene.raised).singleElement().extracting(SceneEvent.Raised::zoneId).isEqualTo("d");
  }

  @Test
  void aVehicleThatStoodThereBeforeIsNotWhatCame() {
    witness.vehicle = SURE;
    witness.vehicleBefore = SURE;
    Watched scene = watched(DUMPING);
    scene.show(20).bringBag().show(60, Street.bag());

    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void aLargeClearThingNeedsNoDetectorThatKnowsIt() {
    Watched scene = watched(PARKING);
    scene.show(20).show(60, Street.car());

    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void nobodyAnswersAndTheRulesDecideABitLater() {
    witness.silent = true;
    Watched scene = watched(PARKING);
    scene.show(20).show(80, Street.car());

    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt())).isBetween(55.0, 62.0);
  }

  @Test
  void turnedOffItIsAsIfThereWereNone() {
    witness.off = true;
    Watched scene = watched(PARKING);
    scene.show(20).show(60, Street.car());

    assertThat(scene.raised).hasSize(1);
    assertThat(Street.secondsOf(scene.raised.get(0).raisedAt())).isCloseTo(50, within(2.5));
    assertThat(witness.looks).isZero();
  }

  @Test
  void onePictureOfThreeDoesNotDecide() {
    witness.onlyOnce = true;
    witness.vehicle = SURE;
    Watched scene = watched(DUMPING);
    scene.show(20).bringBag().show(60, Street.bag());

    assertThat(scene.raised).hasSize(1);
  }

  @Test
  void whatIsNeverRaisedIsAskedAboutSeldom() {
    witness.vehicle = SURE;
    Watched scene = watched(DUMPING);
    scene.show(20).show(600, MOTORCYCLE);

    assertThat(scene.raised).isEmpty();
    // Bursts of three after 8, 16, 32, 64, 64 … seconds.
    assertThat(witness.looks).isBetween(15, 45);
  }

  private Watched watched(ZoneRule... zones) {
    Watched scene = new Watched(zones);
    scene.eyes = witness;
    return scene;
  }

  /** Says what the test lets it say. */
  private static final class Witness implements SecondOpinion {
    private double vehicle = NOTHING;
    private double vehicleBefore = NOTHING;
    private boolean silent;
    private boolean off;
    private boolean onlyOnce;
    private int looks;

    @Override
    public boolean available() {
      return !off;
    }

    @Override
    public @Nullable Sighting look(Box box) {
      looks++;
      assertThat(box.area()).isPositive();
      return silent ? null : new Sighting(onlyOnce && looks > 1 ? NOTHING : vehicle, NOTHING);
    }

    @Override
    public @Nullable Sighting look(Box box, LumaPicture other) {
      assertThat(List.of(other.width(), other.height()))
          .containsExactly(Street.WIDTH, Street.HEIGHT);
      return new Sighting(vehicleBefore, NOTHING);
    }
  }
}
