package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedSelectTest {
  private static final long MILLI = 1_000_000;

  private final List<Long> looks = new ArrayList<>();
  private long now;
  private int ready;
  private final PacedSelect select =
      new PacedSelect(Duration.ofMillis(10), () -> now, nanos -> now += Math.min(nanos, 3 * MILLI));

  private int turn(boolean hasTasks) throws Exception {
    return select.calculateStrategy(
        () -> {
          looks.add(now / MILLI);
          return ready;
        },
        hasTasks);
  }

  @Test
  void aBusyLoopLooksOnceAPace() throws Exception {
    ready = 3;
    for (int i = 0; i < 4; i++) {
      assertThat(turn(false)).isEqualTo(3);
      now += MILLI;
    }
    assertThat(looks).containsExactly(0L, 10L, 20L, 30L);
  }

  @Test
  void anIdleLoopWaitsInTheKernelAndRestsAfterItIsWoken() throws Exception {
    assertThat(turn(false)).isEqualTo(SelectStrategy.SELECT);
    now += 500 * MILLI; // The wait in the kernel ends as something comes, and that is handled.
    ready = 1;
    assertThat(turn(false)).isEqualTo(1);
    assertThat(looks).containsExactly(0L, 510L);
  }

  @Test
  void aLoopWithTasksDoesNotRest() throws Exception {
    ready = 1;
    turn(false);
    assertThat(turn(true)).isEqualTo(1);
    ready = 0;
    assertThat(turn(true)).isZero();
    assertThat(looks).containsExactly(0L, 0L, 0L);
  }

  @Test
  void anInterruptedLoopGoesOn() throws Exception {
    ready = 1;
    turn(false);
    Thread.currentThread().interrupt();
    turn(false);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(looks).containsExactly(0L, 0L);
  }
}
