package org.gengfu.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeldMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T06:40:00Z");

  private final HeldMessages held = new HeldMessages(Duration.ofMillis(50));
  private final FakeLink first = new FakeLink();
  private final FakeLink second = new FakeLink();

  /** A connection; what is acknowledged on it is kept. */
  private static final class FakeLink implements Arrival.AckTarget {
    final List<Integer> acknowledged = new ArrayList<>();
    volatile boolean up = true;

    @Override
    public boolean acknowledge(int packetId) {
      if (up) {
        acknowledged.add(packetId);
      }
      return up;
    }

    @Override
    public boolean ended() {
      return !up;
    }
  }

  private static Arrival message(FakeLink link, int packetId, String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    return new Arrival("village/a", bytes, NOW, packetId, 1, false, link);
  }

  private Arrival takeOne() throws InterruptedException {
    List<Arrival> taken = held.take(1, Duration.ZERO);
    assertThat(taken).hasSize(1);
    return taken.get(0);
  }

  @Test
  void acknowledgesOnTheConnectionOnlyOnceReleased() throws InterruptedException {
    held.offer(message(first, 7, "1"));
    Arrival taken = takeOne();
    assertThat(first.acknowledged).isEmpty();
    held.release(taken);
    assertThat(first.acknowledged).containsExactly(7);
  }

  @Test
  void whatIsSentAgainWhileItWaitsIsHeldOnceAndAcknowledgedOnTheNewConnection()
      throws InterruptedException {
    Arrival original = message(first, 7, "1");
    held.offer(original);
    first.up = false;
    held.offer(message(second, 7, "1"));
    assertThat(held.size()).isEqualTo(1);
    Arrival taken = takeOne();
    assertThat(taken).isSameAs(original);
    held.release(taken);
    assertThat(second.acknowledged).containsExactly(7);
  }

  @Test
  void whatIsSentAgainAfterItWasWrittenIsAcknowledgedAtOnce() throws InterruptedException {
    held.offer(message(first, 7, "1"));
    first.up = false;
    held.release(takeOne());
    held.offer(message(second, 7, "1"));
    assertThat(held.size()).isZero();
    assertThat(second.acknowledged).containsExactly(7);
  }

  @Test
  void anotherMessageUnderTheSameNumberIsAnotherMessage() throws InterruptedException {
    held.offer(message(first, 7, "1"));
    first.up = false;
    held.offer(message(second, 7, "2"));
    held.offer(message(second, 8, "3"));
    assertThat(held.size()).isEqualTo(3);
    for (int i = 0; i < 3; i++) {
      held.release(takeOne());
    }
    assertThat(second.acknowledged).containsExactly(7, 8);
  }

  @Test
  void withoutASessionNothingIsTakenForSentAgain() throws InterruptedException {
    held.offer(message(first, 7, "1"));
    first.up = false;
    held.release(takeOne());
    held.sessionLost(second);
    held.offer(message(second, 7, "1"));
    assertThat(held.size()).isEqualTo(1);
  }

  @Test
  void holdsUpToTheLimitAndNotOneMore() {
    for (int i = 0; i < HeldMessages.MAX_MESSAGES; i++) {
      assertThat(held.offer(message(first, i + 1, "x"))).isTrue();
    }
    assertThat(held.offer(message(first, 65_000, "x"))).isFalse();
  }

  @Test
  @Timeout(60)
  void theConnectionWaitsForRoomInsteadOfBeingRefused() throws Exception {
    HeldMessages patient = new HeldMessages(Duration.ofSeconds(50));
    for (int i = 0; i < HeldMessages.MAX_MESSAGES; i++) {
      patient.offer(message(first, i + 1, "x"));
    }
    CompletableFuture<Boolean> offered =
        CompletableFuture.supplyAsync(() -> patient.offer(message(first, 5000, "late")));
    assertThat(offered).isNotDone();
    patient.take(1, Duration.ZERO);
    assertThat(offered.get()).isTrue();
    assertThat(patient.size()).isEqualTo(HeldMessages.MAX_MESSAGES);
  }

  @Test
  @Timeout(60)
  void aConnectionThatEndedWhileItWaitedLeavesItsMessageToTheNextOne() throws Exception {
    HeldMessages patient = new HeldMessages(Duration.ofSeconds(50));
    for (int i = 0; i < HeldMessages.MAX_MESSAGES; i++) {
      patient.offer(message(second, i + 1, "x"));
    }
    CompletableFuture<Boolean> offered =
        CompletableFuture.supplyAsync(() -> patient.offer(message(first, 5000, "late")));
    first.up = false;
    patient.take(1, Duration.ZERO);
    assertThat(offered.get()).isFalse();
    assertThat(patient.offer(message(second, 5000, "late"))).isTrue();
  }

  @Test
  void aMessageThatIsNotSentAgainDoesNotWait() {
    HeldMessages patient = new HeldMessages(Duration.ofHours(1));
    for (int i = 0; i < HeldMessages.MAX_MESSAGES; i++) {
      patient.offer(message(first, i + 1, "x"));
    }
    assertThat(patient.offer(new Arrival("t", new byte[1], NOW, 0, 0, false, first))).isFalse();
  }

  @Test
  void holdsBytesUpToTheLimitAndNotOneMore() throws InterruptedException {
    byte[] half = new byte[HeldMessages.MAX_BYTES / 2];
    for (int i = 1; i <= 2; i++) {
      assertThat(held.offer(new Arrival("t", half, NOW, i, 1, false, first))).isTrue();
    }
    Arrival one = new Arrival("t", new byte[1], NOW, 3, 1, false, first);
    assertThat(held.offer(one)).isFalse();
    held.release(takeOne());
    assertThat(held.offer(one)).isTrue();
  }

  @Test
  void givesTheOldestFirstAndNoMoreThanAsked() throws InterruptedException {
    for (int i = 1; i <= 5; i++) {
      held.offer(message(first, i, "x"));
    }
    assertThat(held.take(3, Duration.ofMillis(20)))
        .extracting(arrival -> arrival.packetId)
        .containsExactly(1, 2, 3);
    held.end();
    assertThat(held.take(3, Duration.ofDays(1))).hasSize(2);
    assertThat(held.take(3, Duration.ofDays(1))).isEmpty();
  }
}
