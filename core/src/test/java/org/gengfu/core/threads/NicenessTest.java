package org.gengfu.core.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class NicenessTest {
  /** Of proc(5)'s stat, counted from behind the name. */
  private static final int NICE_FIELD = 16;

  @Test
  void workThatWaitsIsNiceAndItsStarterStaysAsItWas() throws InterruptedException {
    int before = niceness("thread-self");
    AtomicInteger seen = new AtomicInteger(-1);
    Thread thread = new Thread(Niceness.waiting(() -> seen.set(niceness("thread-self"))));

    thread.start();
    thread.join();

    assertThat(seen).hasValue(Math.max(before, Niceness.WAITING));
    assertThat(niceness("thread-self")).isEqualTo(before);
  }

  @Test
  void workThatComesLastIsNicerStill() throws InterruptedException {
    AtomicInteger seen = new AtomicInteger(-1);
    Thread thread = new Thread(Niceness.last(() -> seen.set(niceness("thread-self"))));
    thread.start();
    thread.join();
    assertThat(seen).hasValue(Niceness.LAST);
  }

  @Test
  void threadsAreFoundByTheirNames() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch lowered = new CountDownLatch(1);
    AtomicInteger seen = new AtomicInteger(-1);
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              try {
                lowered.await();
              } catch (InterruptedException e) {
                return;
              }
              seen.set(niceness("thread-self"));
            },
            "nice-test-7");
    thread.start();
    started.await();

    assertThat(Niceness.lowerThreads(Pattern.compile("nice-test-.*"))).isEqualTo(1);
    lowered.countDown();
    thread.join();

    assertThat(seen).hasValue(Niceness.WAITING);
  }

  @Test
  void theCompilersAreThere() {
    assertThat(Niceness.lowerThreads(Niceness.COMPILERS)).isPositive();
  }

  private static int niceness(String thread) {
    try {
      String stat = Files.readString(Path.of("/proc", thread, "stat"));
      return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[NICE_FIELD]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
