package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  private final CellGrid grid = new CellGrid(WIDTH, HEIGHT);
  private final Alignment alignment = new Alignment(grid);
  private final Background background = new Background(grid);
  private final CandidateMemory.Shows[] shows = new CandidateMemory.Shows[grid.cells];

  AlignmentTest() {
    Arrays.fill(shows, CandidateMemory.Shows.BACKGROUND);
    background.start(ground(0, 0, 1, 0));
  }

  @ParameterizedTest
  @CsvSource({"1,0", "0,-1", "0.5,0.5", "-1.5,2", "2,-1.5"})
  void aShakenPictureIsLaidBack(double x, double y) {
    byte[] shaken = ground(x, y, 1, 0);
    assertThat(off(alignment.align(shaken, background, shows))).isLessThan(0.4 * off(shaken));
  }

  @Test
  void aPictureThatIsNotOffStaysAsItIs() {
    byte[] still = ground(0, 0, 1, 3);
    assertThat(alignment.align(still, background, shows)).isSameAs(still);
  }

  @Test
  void otherLightIsNoShift() {
    byte[] dark = ground(0, 0, 0.6, 1);
    assertThat(alignment.align(dark, background, shows)).isSameAs(dark);
    byte[] shaken = ground(1, -1, 0.6, 1);
    assertThat(alignment.align(shaken, background, shows)).isNotSameAs(shaken);
  }

  @Test
  void aVehicleThatPassesIsNoShake() {
    byte[] passed = ground(0, 0, 1, 1);
    byte[] other = ground(20, 7, 1, 1);
    for (int y = 40; y < 80; y++) {
      System.arraycopy(other, y * WIDTH + 30, passed, y * WIDTH + 30, 50);
    }
    assertThat(alignment.align(passed, background, shows)).isSameAs(passed);
  }

  @Test
  void aGroundWithoutStructureSaysNothing() {
    byte[] flat = new byte[WIDTH * HEIGHT];
    Arrays.fill(flat, (byte) 90);
    background.start(flat);
    assertThat(alignment.align(flat, background, shows)).isSameAs(flat);
  }

  /** Mean difference to the background, the edge left out. */
  private double off(byte[] luma) {
    double sum = 0;
    for (int y = 8; y < HEIGHT - 8; y++) {
      for (int x = 8; x < WIDTH - 8; x++) {
        sum += Math.abs((luma[y * WIDTH + x] & 0xff) - background.pixel(y * WIDTH + x));
      }
    }
    return sum;
  }

  /** Waves of several lengths, seen by a camera that is off by so many pixels. */
  private static byte[] ground(double offX, double offY, double gain, double noise) {
    Random random = new Random(5);
    byte[] luma = new byte[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double u = x - offX;
        double v = y - offY;
        double wave =
            25 * Math.sin(0.31 * u + 0.12 * v)
                + 20 * Math.sin(0.23 * v - 0.41 * u)
                + 15 * Math.sin(0.53 * v);
        luma[y * WIDTH + x] =
            (byte) Math.round(gain * (120 + wave) + noise * random.nextGaussian());
      }
    }
    return luma;
  }
}
