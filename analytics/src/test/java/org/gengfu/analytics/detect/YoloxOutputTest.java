package org.gengfu.analytics.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.gengfu.analytics.detect.YoloxOutput.Found;
import org.junit.jupiter.api.Test;

class YoloxOutputTest {
  private static final int SIDE = 64;
  private static final int CAR = 2;
  private static final int BUS = 5;
  private static final int DOG = 16;
  private final float[] output = new float[YoloxOutput.cells(SIDE, SIDE) * YoloxOutput.VALUES];

  @Test
  void cellsOfAllGrids() {
    assertThat(YoloxOutput.cells(416, 416)).isEqualTo(3549);
    assertThat(YoloxOutput.cells(640, 640)).isEqualTo(8400);
  }

  @Test
  void carAndBusInOnePlaceAreOneVehicle() {
    put(9, 0.5f, CAR, 0.9f);
    put(10, -0.5f, BUS, 0.8f);
    put(40, 0, 0, 0.7f);
    put(50, 0, DOG, 0.9f);
    List<Found> found = read(false);
    assertThat(found)
        .extracting(Found::kind)
        .containsExactly(Detection.Kind.VEHICLE, Detection.Kind.PERSON);
    assertThat(found.get(0).score()).isCloseTo(0.9f, within(1e-6f));
  }

  @Test
  void gridsFollowEachOtherByStride() {
    put(64 + 5, 0.5f, CAR, 0.9f);
    put(64 + 16 + 3, 0.5f, CAR, 0.8f);
    List<Found> found = read(false);
    assertThat(found).hasSize(2);
    assertThat(found.get(0).x()).isCloseTo(1.5 * 16, within(1e-6));
    assertThat(found.get(0).width()).isCloseTo(16, within(1e-6));
    assertThat(found.get(1).x()).isCloseTo(1.5 * 32, within(1e-6));
  }

  @Test
  void decodedBoxesAreTakenAsTheyAre() {
    put(3, 20, CAR, 0.9f);
    output[3 * YoloxOutput.VALUES + 2] = 12;
    output[3 * YoloxOutput.VALUES + 3] = 6;
    assertThat(read(true)).singleElement().extracting(Found::width).isEqualTo(12.0);
    int last = output.length - YoloxOutput.VALUES;
    assertThat(YoloxOutput.decoded(FloatBuffer.wrap(output), SIDE, SIDE)).isFalse();
    output[last] = 48;
    output[last + 1] = 48;
    assertThat(YoloxOutput.decoded(FloatBuffer.wrap(output), SIDE, SIDE)).isTrue();
  }

  @Test
  void nonsenseIsPassedOver() {
    put(3, Float.NaN, CAR, 0.9f);
    put(4, 0, CAR, Float.NaN);
    put(5, 0, CAR, 0.9f);
    output[5 * YoloxOutput.VALUES + 2] = 1e9f;
    assertThat(read(false)).isEmpty();
  }

  private List<Found> read(boolean decoded) {
    return YoloxOutput.read(FloatBuffer.wrap(output), SIDE, SIDE, decoded, 0.1f);
  }

  private void put(int cell, float x, int type, float score) {
    int at = cell * YoloxOutput.VALUES;
    output[at] = x;
    output[at + 4] = 1;
    output[at + 5 + type] = score;
  }
}
