package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Clouds' shadows: soft at their edge, dark within. */
class LightOfPlacesTest {
  private static final int SIZE = 160;

  private final CellGrid grid = new CellGrid(SIZE, SIZE);
  private final Background background = new Background(grid);
  private final WindowStatistics statistics = new WindowStatistics(grid);
  private final byte[] ground = new byte[SIZE * SIZE];

  LightOfPlacesTest() {
    Random random = new Random(5);
    for (int i = 0; i < ground.length; i++) {
      // Rougher than what counts as smooth.
      ground[i] = (byte) (120 + 3 * random.nextGaussian());
    }
    background.start(ground);
  }

  @Test
  void theSoftEdgeOfACloudIsForgivenOnRoughGround() {
    byte[] cloudy = ground.clone();
    for (int i = 0; i < cloudy.length; i++) {
      int into = Math.max(0, Math.min(16, i % SIZE - 74));
      cloudy[i] = (byte) ((cloudy[i] & 0xff) - 4 * into);
    }
    assertThat(unlike(cloudy, false)).isGreaterThan(grid.rows);
    assertThat(unlike(cloudy, true)).isLessThan(unlike(cloudy, false) / 5);
  }

  @Test
  void theHardEdgeOfAThingIsNot() {
    byte[] thing = ground.clone();
    for (int i = 0; i < thing.length; i++) {
      if (i % SIZE >= 82) {
        thing[i] = (byte) ((thing[i] & 0xff) - 64);
      }
    }
    assertThat(unlike(thing, true)).isEqualTo(unlike(thing, false)).isPositive();
  }

  @Test
  void theEdgeOfAFaintThingInANoisyPictureIsNoSoftLight() {
    Random random = new Random(6);
    byte[] thing = ground.clone();
    for (int i = 0; i < thing.length; i++) {
      int step = i % SIZE >= 84 ? 32 : 0;
      thing[i] = (byte) ((thing[i] & 0xff) - step + Math.round(4 * random.nextGaussian()));
    }
    int noise = 16;
    assertThat(unlike(thing, false, noise)).isGreaterThan(grid.rows / 2);
    assertThat(unlike(thing, true, noise)).isEqualTo(unlike(thing, false, noise));
  }

  @Test
  void aThingBeneathACloudIsAsLargeAsInTheSun() {
    byte[] shadowed = ground.clone();
    int left = 70;
    int top = 72;
    for (int i = 0; i < shadowed.length; i++) {
      int x = i % SIZE;
      int y = i / SIZE;
      boolean shadow = x >= 30 && x < 130 && y >= 30 && y < 130;
      boolean thing = x >= left && x < left + 16 && y >= top && y < top + 12;
      shadowed[i] = (byte) ((shadowed[i] & 0xff) - (shadow ? 30 : 0) - (thing ? 35 : 0));
    }
    statistics.measure(shadowed);
    background.compare(shadowed, statistics, 9);
    int[] cells = cells(left / 4 - 1, top / 4 - 1, 6, 5);
    CandidateMemory.Shows[] shows = new CandidateMemory.Shows[grid.cells];
    Arrays.fill(shows, CandidateMemory.Shows.BACKGROUND);
    Light light = LocalLight.around(cells, Light.SAME, background, statistics, shows, grid);
    PixelMask mask = PixelMask.of(cells, shadowed, background, light, 9, grid);

    assertThat(light.offset()).isBetween(-33f, -27f);
    assertThat(mask.box().width() * SIZE).isBetween(14.0, 18.0);
    assertThat(mask.box().height() * SIZE).isBetween(10.0, 14.0);
    // Where nothing shows the background, the picture's light must do.
    Arrays.fill(shows, CandidateMemory.Shows.UNKNOWN);
    assertThat(LocalLight.around(cells, Light.SAME, background, statistics, shows, grid))
        .isSameAs(Light.SAME);
  }

  @Test
  void aSliverIsNoThing() {
    assertThat(Judge.largeEnough(maskOf(30, 4))).isTrue();
    PixelMask sliver = maskOf(30, 2);
    assertThat(sliver.area()).isGreaterThanOrEqualTo(12);
    assertThat(Judge.largeEnough(sliver)).isFalse();
  }

  private PixelMask maskOf(int width, int height) {
    byte[] picture = ground.clone();
    for (int y = 80; y < 80 + height; y++) {
      for (int x = 60; x < 60 + width; x++) {
        picture[y * SIZE + x] = (byte) 20;
      }
    }
    return PixelMask.of(cells(14, 18, 10, 5), picture, background, Light.SAME, 9, grid);
  }

  /** Cells that look unlike the background, with the slope of the light taken off or not. */
  private int unlike(byte[] picture, boolean forgiven) {
    return unlike(picture, forgiven, 1);
  }

  private int unlike(byte[] picture, boolean forgiven, float noise) {
    statistics.measure(picture);
    background.compare(picture, statistics, noise);
    if (forgiven) {
      new SoftLight(grid).forgive(picture, background, statistics, Light.SAME, noise);
    }
    int unlike = 0;
    for (float distance : background.distance) {
      unlike += distance >= CellCorrelation.SAME ? 1 : 0;
    }
    return unlike;
  }

  private int[] cells(int column, int row, int columns, int rows) {
    int[] cells = new int[columns * rows];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = (row + i / columns) * grid.columns + column + i % columns;
    }
    return cells;
  }
}
