package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UnitQueueTest {
  private static final VideoFormat FORMAT = new VideoFormat(Codec.H264, 640, 360, new byte[] {1});
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final int GROUP = 4;

  private final UnitQueue queue = new UnitQueue();
  private int group = GROUP;
  private int alive;
  private int second;
  private int lost;

  @AfterEach
  void everythingIsGivenBack() {
    queue.close();
    add(1, 100);
    assertThat(alive).isZero();
  }

  /** Sends units a second apart, the first of every four a keyframe. */
  private void add(int count, int bytes) {
    for (int i = 0; i < count; i++) {
      boolean keyframe = second % group == 0;
      alive++;
      AccessUnit unit =
          new AccessUnit(
              FORMAT,
              second * 90_000L,
              START.plusSeconds(second),
              keyframe,
              ByteBuffer.allocateDirect(bytes + AccessUnit.PADDING).limit(bytes),
              () -> alive--);
      long nanos = TimeUnit.SECONDS.toNanos(second);
      Keyframe still = keyframe ? new Keyframe(unit, second, nanos, 0) : null;
      lost += queue.add(new TimedUnit(unit, nanos, START.plusSeconds(second), still));
      unit.release();
      second++;
    }
  }

  private List<Integer> taken() {
    List<Integer> seconds = new ArrayList<>();
    for (TimedUnit next = queue.poll(); next != null; next = queue.poll()) {
      seconds.add((int) TimeUnit.NANOSECONDS.toSeconds(next.nanos()));
      next.unit().release();
    }
    return seconds;
  }

  @Test
  void restingItKeepsTheLastGroupAndTheOneBefore() {
    second = 2;
    add(13, 100);
    assertThat(queue.poll()).as("nobody takes while it rests").isNull();
    queue.flow();
    assertThat(taken()).containsExactly(8, 9, 10, 11, 12, 13, 14);
    add(2, 100);
    assertThat(taken()).containsExactly(15, 16);
    assertThat(lost).isZero();
  }

  @Test
  void restingItIsBoundedInBytes() {
    add(3, UnitQueue.MAX_RESTING_BYTES / 3);
    queue.flow();
    assertThat(taken()).as("a group that is too large is no use").isEmpty();
    add(3, 100);
    assertThat(taken()).containsExactly(4, 5);
    assertThat(lost).as("the unit 3 that nobody can decode").isOne();
  }

  @Test
  void slowDecoderGoesOnAtAKeyframe() {
    queue.flow();
    add(14, 100);
    assertThat(lost).as("12 s are kept at most: the oldest group goes").isEqualTo(GROUP);
    assertThat(queue.lag(START.plusSeconds(14))).isEqualTo(Duration.ofSeconds(10));
    assertThat(taken()).startsWith(4, 5).endsWith(13);
  }

  @Test
  void ofManyGroupsLessIsKept() {
    group = 2;
    queue.flow();
    add(8, 100);
    assertThat(lost).as("6 s and more of four groups are too much").isEqualTo(2);
    assertThat(taken()).containsExactly(2, 3, 4, 5, 6, 7);
  }

  @Test
  void flowingItIsBoundedInBytes() {
    queue.flow();
    add(10, UnitQueue.MAX_BYTES / 7);
    assertThat(lost).isEqualTo(GROUP);
    assertThat(taken()).containsExactly(4, 5, 6, 7, 8, 9);
  }

  @Test
  void givingUpWaitsForAKeyframeThatIsStillToCome() {
    queue.flow();
    add(3, 100);
    assertThat(queue.poll()).isNotNull().satisfies(unit -> unit.unit().release());
    assertThat(queue.dropToKeyframe()).isEqualTo(2);
    add(3, 100);
    assertThat(taken()).containsExactly(4, 5);
  }

  @Test
  void tellsAKeyframeThatComesNext() {
    assertThat(queue.keyframeAhead()).isEqualTo(UnitQueue.NONE);
    add(5, 100);
    queue.flow();
    for (int at = 0; at < 5; at++) {
      long expected = at % GROUP == 0 ? TimeUnit.SECONDS.toNanos(at) : UnitQueue.NONE;
      assertThat(queue.keyframeAhead()).as("before %d", at).isEqualTo(expected);
      assertThat(queue.poll()).isNotNull().satisfies(unit -> unit.unit().release());
    }
  }

  @Test
  void whatWasToBeJudgedIsHandedBackWhenItRests() {
    queue.flow();
    add(6, 100);
    Keyframe due = queue.rest();
    assertThat(due).isNotNull();
    assertThat(due.number()).isEqualTo(4);
    due.release();
    add(1, 100);
    queue.flow();
    assertThat(taken()).as("it keeps on collecting").containsExactly(0, 1, 2, 3, 4, 5, 6);
    add(1, 100);
    assertThat(queue.rest()).isNull();
    queue.flow();
    assertThat(taken()).as("what begins in the middle of a group is gone").isEmpty();
  }
}
