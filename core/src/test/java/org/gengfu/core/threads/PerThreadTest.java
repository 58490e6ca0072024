package org.gengfu.core.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class PerThreadTest {
  private final AtomicInteger made = new AtomicInteger();
  private final PerThread<Integer, byte[]> buffers =
      new PerThread<>(
          size -> {
            made.incrementAndGet();
            return new byte[size];
          });

  @Test
  void aThreadHasOneOfEachKind() {
    byte[] small = buffers.of(10);
    byte[] large = buffers.of(20);

    assertThat(small).hasSize(10);
    assertThat(large).hasSize(20);
    assertThat(buffers.of(10)).isSameAs(small);
    assertThat(buffers.of(20)).isSameAs(large);
    assertThat(made).hasValue(2);
  }

  @Test
  void threadsHaveTheirOwn() throws InterruptedException {
    AtomicReference<byte[]> others = new AtomicReference<>();
    Thread other = new Thread(() -> others.set(buffers.of(10)));
    other.start();
    other.join();

    assertThat(buffers.of(10)).isNotSameAs(others.get());
  }

  @Test
  void kindsAreBounded() {
    for (int size = 0; size < 10 * PerThread.MOST_KINDS; size++) {
      assertThat(buffers.of(size)).hasSize(size);
    }
    int before = made.get();
    buffers.of(0);

    assertThat(made).hasValue(before + 1);
  }
}
