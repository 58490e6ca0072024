package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.gengfu.core.geometry.Box;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class StagesTest {
  @RepeatedTest(20)
  void correlationDoesNotKnowTheGain(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    float variance = 20 + 500 * random.nextFloat();
    float gain = 0.5f + 1.5f * random.nextFloat();
    float same = CellCorrelation.distance(gain * gain * variance, variance, gain * variance, 1);
    assertThat(same).isCloseTo(0, within(1e-3f));
    float other = CellCorrelation.distance(gain * gain * variance, variance, 0, 1);
    assertThat(other).isGreaterThan(CellCorrelation.SAME);
  }

  @RepeatedTest(20)
  void flatCellsAreAlikeWhateverTheNoise(RepetitionInfo run) {
    float noise = run.getCurrentRepetition();
    assertThat(CellCorrelation.distance(noise, noise, 0, noise)).isCloseTo(0.2f, within(1e-4f));
  }

  @Test
  void lightIsFoundUnderAThirdOfOutliers() {
    Random random = new Random(3);
    float[] background = new float[900];
    float[] picture = new float[900];
    boolean[] shows = new boolean[900];
    for (int i = 0; i < 900; i++) {
      background[i] = 40 + 150 * random.nextFloat();
      picture[i] = i % 4 == 0 ? 255 * random.nextFloat() : 0.7f * background[i] + 12;
      shows[i] = true;
    }
    Light light = Light.fit(background, picture, shows);
    assertThat(light.gain()).isCloseTo(0.7f, within(0.05f));
    assertThat(light.offset()).isCloseTo(12, within(6f));
  }

  @Test
  void theClockFollowsTheStreamAndJumpsWithTheWall() {
    SceneClock clock = new SceneClock();
    assertThat(clock.advance(0, 1_000_000)).isEqualTo(1_000_000);
    // Late by the wall, on time by the stream.
    assertThat(clock.advance(2_000_000_000L, 1_005_000)).isEqualTo(1_002_000);
    // The stream starts again: the wall says how long it was.
    assertThat(clock.advance(0, 1_012_000)).isEqualTo(1_009_000);
    // Two pictures of one moment still go on.
    assertThat(clock.advance(0, 1_012_000)).isEqualTo(1_009_001);
    // The wall runs back: time does not.
    assertThat(clock.advance(0, 900_000)).isEqualTo(1_009_002);
  }

  @Test
  void anOwnerWhoStaysIsFollowedAndAPasserByIsNot() {
    CellGrid grid = new CellGrid(Street.WIDTH, Street.HEIGHT);
    Owner owner = new Owner(grid);
    Box bag = Street.bag().box();
    for (int t = 0; t <= 40; t += 2) {
      Mover near = stayed(mover(grid, 200), t * 1000L);
      owner.follow(bag, 0, java.util.List.of(near), t * 1000L);
      assertThat(owner.gone()).isFalse();
    }
    // He is off; someone else passes where he was not.
    owner.follow(bag, 0, java.util.List.of(mover(grid, 100)), 42_000);
    owner.follow(bag, 0, java.util.List.of(mover(grid, 130)), 44_000);
    assertThat(owner.gone()).isTrue();
    assertThat(owner.seen()).isTrue();
  }

  @Test
  void aLineOfWalkersIsNoOwnerWhoStays() {
    CellGrid grid = new CellGrid(Street.WIDTH, Street.HEIGHT);
    Owner owner = new Owner(grid);
    Box bag = Street.bag().box();
    for (int t = 0; t <= 20; t += 2) {
      // At every look another is where the one before him was.
      owner.follow(bag, 0, java.util.List.of(stayed(mover(grid, 200), 2_000)), t * 1000L);
    }
    assertThat(owner.gone()).isTrue();
  }

  @Test
  void aBystanderIsNotWaitedForWhereAnotherBroughtIt() {
    CellGrid grid = new CellGrid(Street.WIDTH, Street.HEIGHT);
    Owner owner = new Owner(grid);
    Box bag = Street.bag().box();
    for (int t = 0; t <= 20; t += 2) {
      Mover bystander = stayed(mover(grid, 200), 20_000 + t * 1000L);
      Mover bringer = mover(grid, 100);
      owner.follow(
          bag,
          0,
          t < 6 ? java.util.List.of(bystander, bringer) : java.util.List.of(bystander),
          t * 1000L);
      assertThat(owner.gone()).isEqualTo(t >= 8);
    }
    assertThat(owner.seen()).isTrue();
  }

  @Test
  void whoStoodThereAllAlongIsAskedWhereNobodyElseCame() {
    CellGrid grid = new CellGrid(Street.WIDTH, Street.HEIGHT);
    Owner owner = new Owner(grid);
    Box bag = Street.bag().box();
    for (int t = 0; t <= 40; t += 2) {
      owner.follow(
          bag, 0, java.util.List.of(stayed(mover(grid, 200), 20_000 + t * 1000L)), t * 1000L);
      assertThat(owner.gone()).isFalse();
    }
    owner.follow(bag, 0, java.util.List.of(), 44_000);
    assertThat(owner.gone()).isTrue();
    assertThat(owner.seen()).isTrue();
  }

  @Test
  void aStayIsNotBegunAnewByOneStepAside() {
    CellGrid grid = new CellGrid(Street.WIDTH, Street.HEIGHT);
    Stay stay = new Stay(grid);
    boolean[] there = new boolean[grid.cells];
    there[7] = true;
    for (int i = 0; i < 10; i++) {
      stay.observe(there, 2_000);
    }
    stay.observe(new boolean[grid.cells], 2_000);
    assertThat(stay.of(new int[] {7})).isEqualTo(18_000);
    assertThat(stay.of(new int[] {7, 8, 9})).isZero();
  }

  @Test
  void aSoftShadowOnSmoothGroundIsTheSameAndAnEdgeIsNot() {
    CellGrid grid = new CellGrid(64, 64);
    Background background = new Background(grid);
    WindowStatistics statistics = new WindowStatistics(grid);
    background.start(ramp(64, 0));
    for (int slope : new int[] {1, 2}) {
      byte[] soft = ramp(64, slope);
      statistics.measure(soft);
      background.compare(soft, statistics, 1);
      assertThat(background.distance[5 * grid.columns + 8]).isLessThan(CellCorrelation.SAME);
    }
    byte[] edge = ramp(64, 0);
    for (int i = 0; i < edge.length; i++) {
      edge[i] = (byte) (i % 64 < 32 ? 60 : 80);
    }
    statistics.measure(edge);
    background.compare(edge, statistics, 1);
    assertThat(background.distance[5 * grid.columns + 8]).isGreaterThan(CellCorrelation.SAME);
  }

  private static byte[] ramp(int size, int slope) {
    byte[] luma = new byte[size * size];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) (60 + slope * (i % size));
    }
    return luma;
  }

  private static Mover stayed(Mover mover, long millis) {
    return new Mover(
        mover.cells(), mover.box(), mover.filled(), mover.fresh(), mover.light(), millis, 0);
  }

  private static Mover mover(CellGrid grid, int x) {
    int[] cells = new int[3 * 12];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (20 + i / 3) * grid.columns + x / CellGrid.CELL + i % 3;
    }
    return new Mover(cells, Street.Thing.of(1, x, 80, 12, 48).box(), 1, 1, false, 0, 0);
  }
}
