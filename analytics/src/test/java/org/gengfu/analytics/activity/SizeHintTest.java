package org.gengfu.analytics.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SizeHintTest {
  private static final int GROUP = 29;

  private final Random random = new Random(5);
  private final SizeHint hint = new SizeHint();

  /** Whether any picture of the group hinted. */
  private boolean group(int bytes, boolean change) {
    boolean hinted = false;
    for (int i = 0; i < GROUP; i++) {
      hinted |= hint.take((int) (bytes * (0.8 + 0.4 * random.nextDouble())));
    }
    hint.learn(hint.endGroup(), change);
    return hinted;
  }

  @Test
  void sizesThatRiseWithChangesHint() {
    int early = 0;
    for (int i = 0; i < 400; i++) {
      boolean change = i % 10 == 9;
      boolean hinted = group(change ? 3000 : 1000, change);
      if (i < 150) {
        early += hinted ? 1 : 0;
      }
    }
    assertThat(early).as("nothing is told before it is learned").isZero();
    assertThat(hint.threshold()).isBetween(1.1, 3.0);
    assertThat(group(3000, true)).isTrue();
    int wrong = 0;
    for (int i = 0; i < 100; i++) {
      wrong += group(1000, false) ? 1 : 0;
    }
    assertThat(wrong).isLessThan(10);
  }

  @Test
  void sizesThatAnEncoderHoldsLevelNeverHint() {
    for (int i = 0; i < 400; i++) {
      assertThat(group(1000, i % 10 == 9)).isFalse();
    }
    assertThat(hint.threshold()).isInfinite();
  }

  @Test
  void sizesThatRiseForNothingNeverHint() {
    for (int i = 0; i < 400; i++) {
      group(i % 3 == 0 ? 3000 : 1000, i % 10 == 9);
    }
    assertThat(hint.threshold()).isInfinite();
  }
}
