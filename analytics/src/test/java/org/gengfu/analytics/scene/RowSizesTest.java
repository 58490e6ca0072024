package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RowSizesTest {
  /** A ground whose horizon is at row 0.1: a person is half as high as his feet are below it. */
  private static double height(double row) {
    return 0.5 * (row - 0.1);
  }

  @Test
  void nothingIsKnownOfNothing() {
    RowSizes sizes = new RowSizes(false);
    assertThat(sizes.at(0.5)).isNaN();
    sizes.add(0.5, 0.2);
    assertThat(sizes.at(0.5)).isNaN();
  }

  @RepeatedTest(10)
  void whatPassedOnSomeRowsTellsOfTheOthers(RepetitionInfo run) {
    RowSizes sizes = new RowSizes(false);
    Random random = new Random(run.getCurrentRepetition());
    for (int i = 0; i < 20; i++) {
      double row = 0.4 + 0.2 * random.nextDouble();
      sizes.add(row, height(row) * (0.9 + 0.2 * random.nextDouble()));
    }
    assertThat(sizes.at(0.5)).isCloseTo(height(0.5), within(0.03));
    assertThat(sizes.near(0.85)).isNaN();
    assertThat(sizes.at(0.85)).isCloseTo(height(0.85), within(0.12));
    assertThat(sizes.at(0.3)).isCloseTo(height(0.3), within(0.05));
  }

  @RepeatedTest(10)
  void aFifthOfStraysMovesNothing(RepetitionInfo run) {
    RowSizes sizes = new RowSizes(false);
    Random random = new Random(run.getCurrentRepetition());
    for (int i = 0; i < 30; i++) {
      double row = 0.3 + 0.4 * random.nextDouble();
      sizes.add(row, i % 5 == 0 ? 0.05 : height(row));
    }
    assertThat(sizes.at(0.85)).isCloseTo(height(0.85), within(0.06));
  }

  @Test
  void aSingleRowIsContinuedAsUsualAndNotFar() {
    RowSizes sizes = new RowSizes(false);
    for (int i = 0; i < 10; i++) {
      sizes.add(0.5, 0.2);
    }
    assertThat(sizes.at(0.7)).isBetween(0.21, 0.32);
    assertThat(sizes.at(0.95)).isNaN();
  }

  @Test
  void twoKindsOfThingsAreNoScale() {
    RowSizes sizes = new RowSizes(false);
    for (int i = 0; i < 20; i++) {
      sizes.add(0.5, i % 2 == 0 ? 0.1 : 0.4);
    }
    assertThat(sizes.at(0.5)).isNaN();
    assertThat(sizes.at(0.6)).isNaN();
  }

  @Test
  void piecesCountForLessThanTheWhole() {
    RowSizes vehicles = new RowSizes(true);
    RowSizes persons = new RowSizes(false);
    for (int i = 0; i < 20; i++) {
      double size = i % 5 < 3 ? 0.2 : 0.34;
      vehicles.add(0.5, size);
      persons.add(0.5, size);
    }
    assertThat(vehicles.at(0.5)).isCloseTo(0.34, within(1e-6));
    assertThat(persons.at(0.5)).isCloseTo(0.2, within(1e-6));
  }
}
