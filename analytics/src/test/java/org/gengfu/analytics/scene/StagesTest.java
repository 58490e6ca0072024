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
    Mover near = mover(grid, 200);
    for (int t = 0; t <= 40; t += 2) {
      owner.follow(bag, 0, java.util.List.of(near), t * 1000L);
      assertThat(owner.gone()).isFalse();
    }
    // He is off; someone else passes where he was not.
    owner.follow(bag, 0, java.util.List.of(mover(grid, 100)), 42_000);
    owner.follow(bag, 0, java.util.List.of(mover(grid, 130)), 44_000);
    assertThat(owner.gone()).isTrue();
    assertThat(owner.seen()).isTrue();
  }

  private static Mover mover(CellGrid grid, int x) {
    int[] cells = new int[3 * 12];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (20 + i / 3) * grid.columns + x / CellGrid.CELL + i % 3;
    }
    return new Mover(cells, Street.Thing.of(1, x, 80, 12, 48).box(), 1, 1, false, 0);
  }
}
