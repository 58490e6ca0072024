package org.gengfu.analytics.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.gengfu.analytics.activity.ChangeDetector.Change;
import org.gengfu.core.geometry.Polygon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeDetectorTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final Polygon LEFT =
      Polygon.ofPairs(
          List.of(List.of(0.0, 0.0), List.of(0.3, 0.0), List.of(0.3, 1.0), List.of(0.0, 1.0)));

  private final Random random = new Random(3);
  private final byte[] street = new byte[WIDTH * HEIGHT];
  private final ChangeDetector detector = new ChangeDetector();

  @BeforeEach
  void drawAndLearn() {
    for (int i = 0; i < street.length; i++) {
      int stone = (i % WIDTH / 20 * 7 + i / WIDTH / 20 * 13) % 90;
      street[i] = (byte) (60 + stone);
    }
    detector.zones(List.of(LEFT));
    assertThat(look(IntUnaryOperator.identity(), -1, 0)).as("the first").isEqualTo(Change.NONE);
  }

  /**
   * Shows the street in this light, with a dark thing of 30×60 pixels where {@code x} is not -1.
   */
  private Change look(IntUnaryOperator light, int x, int bush) {
    ByteBuffer luma = ByteBuffer.allocateDirect(WIDTH * HEIGHT);
    for (int i = 0; i < street.length; i++) {
      int column = i % WIDTH;
      int row = i / WIDTH;
      int value = light.applyAsInt(street[i] & 0xff);
      if (x >= 0 && column >= x && column < x + 30 && row >= 150 && row < 210) {
        value = 20;
      }
      if (bush > 0 && column >= 20 && column < 100 && row >= 20 && row < 80) {
        value += (column / 8 + row / 8 + bush) % 3 * 20;
      }
      luma.put((byte) Math.max(0, Math.min(255, value + random.nextInt(7) - 3)));
    }
    luma.flip();
    return detector.look(luma, WIDTH, WIDTH, HEIGHT);
  }

  @Test
  void noiseIsNoChange() {
    for (int i = 0; i < 20; i++) {
      assertThat(look(IntUnaryOperator.identity(), -1, 0)).isEqualTo(Change.NONE);
    }
  }

  @Test
  void whatComesIntoAZoneWakesAndElsewhereItIsSeen() {
    Change outside = look(IntUnaryOperator.identity(), 500, 0);
    assertThat(outside.any()).isTrue();
    assertThat(outside.wakes()).isFalse();
    assertThat(look(IntUnaryOperator.identity(), 100, 0).wakes()).isTrue();
    assertThat(look(IntUnaryOperator.identity(), 100, 0)).as("stands").isEqualTo(Change.NONE);
    assertThat(look(IntUnaryOperator.identity(), -1, 0).wakes()).as("has gone").isTrue();
  }

  @Test
  void nearAZoneCounts() {
    assertThat(look(IntUnaryOperator.identity(), (int) (0.33 * WIDTH), 0).wakes()).isTrue();
  }

  @Test
  void lightAsAWholeIsNoChange() {
    assertThat(look(value -> value * 5 / 4 + 4, -1, 0).cells()).isLessThan(40);
    assertThat(look(value -> value * 5 / 4 + 4, 100, 0).wakes()).as("in the new light").isTrue();
  }

  @Test
  void leavesAreLearnedAndPassersByAreNot() {
    assertThat(look(IntUnaryOperator.identity(), -1, 1).wakes()).isTrue();
    for (int i = 2; i < 120; i++) {
      look(IntUnaryOperator.identity(), i % 10 == 0 ? 150 : -1, i);
    }
    int woke = 0;
    for (int i = 120; i < 140; i++) {
      woke += look(IntUnaryOperator.identity(), -1, i).wakes() ? 1 : 0;
    }
    assertThat(woke).as("by leaves alone").isZero();
    assertThat(look(IntUnaryOperator.identity(), 150, 140).wakes()).isTrue();
  }

  @Test
  void anotherSizeBeginsAnew() {
    ByteBuffer small = ByteBuffer.allocateDirect(320 * 180);
    assertThat(detector.look(small, 320, 320, 180)).isEqualTo(Change.NONE);
  }
}
