package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileTest {
  @ParameterizedTest
  @CsvSource({"1,1", "2,5", "7,3", "100,4", "1800,1000000", "1800,1"})
  void isTheValueThatSortingWouldPutThere(int count, int values) {
    Random random = new Random(count);
    float[] all = new float[count + 5];
    for (int i = 0; i < all.length; i++) {
      all[i] = random.nextInt(values) / 7f;
    }
    float[] sorted = Arrays.copyOf(all, count);
    Arrays.sort(sorted);
    for (int rank = 0; rank < count; rank += Math.max(1, count / 50)) {
      assertThat(Quantile.select(all.clone(), count, rank))
          .as("rank %d", rank)
          .isEqualTo(sorted[rank]);
    }
    float[] ascending = sorted.clone();
    assertThat(Quantile.select(ascending, count, count / 2)).isEqualTo(sorted[count / 2]);
  }
}
