package org.gengfu.dashboard.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gengfu.dashboard.fake.VirtualClock;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private final VirtualClock clock = new VirtualClock();
  private final LoginThrottle throttle = new LoginThrottle(clock);

  private void fail(String name, String address, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(throttle.begin(name, address)).isZero();
    }
  }

  @Test
  void theWaitDoublesUpToItsBound() {
    fail("a", "here", LoginThrottle.FREE_PER_NAME);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      Duration wait = throttle.begin("a", "here");
      assertThat(wait).hasSeconds(seconds);
      clock.advance(wait.minusNanos(1));
      assertThat(throttle.begin("a", "here")).isPositive();
      clock.advance(Duration.ofNanos(1));
      assertThat(throttle.begin("a", "here")).isZero();
    }
  }

  @Test
  void manyNamesFromOneAddressAreSlowedDownTogether() {
    for (int i = 0; i < LoginThrottle.FREE_PER_ADDRESS; i++) {
      fail("name-" + i, "here", 1);
    }
    assertThat(throttle.begin("yet-another", "here")).isPositive();
    assertThat(throttle.begin("yet-another", "elsewhere")).isZero();
  }

  @Test
  void guessesSentAtOnceDoNotSlipThroughTogether() {
    // None of the five is known to be wrong yet when the sixth comes.
    fail("a", "here", LoginThrottle.FREE_PER_NAME);
    assertThat(throttle.begin("a", "here")).isPositive();
  }

  @Test
  void aRightLoginStartsTheNameAnew() {
    fail("a", "here", LoginThrottle.FREE_PER_NAME - 1);
    assertThat(throttle.begin("a", "here")).isZero();
    throttle.succeeded("a", "here");
    fail("a", "here", LoginThrottle.FREE_PER_NAME);
    assertThat(throttle.begin("a", "here")).isPositive();
  }

  @Test
  void failuresAreForgotten() {
    fail("a", "here", LoginThrottle.FREE_PER_NAME);
    clock.advance(LoginThrottle.MEMORY.plusSeconds(1));
    fail("a", "here", LoginThrottle.FREE_PER_NAME);
  }

  @Test
  void aFloodOfNamesForgetsTheOldestNotTheMemory() {
    fail("victim", "elsewhere", LoginThrottle.FREE_PER_NAME);
    assertThat(throttle.begin("victim", "elsewhere")).isPositive();
    for (int i = 0; i < LoginThrottle.MAX_ENTRIES; i++) {
      throttle.begin("name-" + i, "address-" + i);
    }
    // Room for as many is left, and no more.
    assertThat(throttle.size()).isLessThanOrEqualTo(LoginThrottle.MAX_ENTRIES + 2);
  }
}
