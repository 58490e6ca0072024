package org.gengfu.ingest.rtsp.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
  private static final int SSRC = 7;
  private static final long WAIT = ReorderBuffer.MAX_WAIT.toNanos();

  private final PooledByteBufAllocator allocator =
      new PooledByteBufAllocator(true, 0, 1, 8192, 3, 0, 0, false);
  private final RtpSource source = new RtpSource(null);
  private final List<Integer> out = new ArrayList<>();
  private final ReorderBuffer buffer = new ReorderBuffer(allocator, source, this::take);
  private long now;

  private void take(ByteBuf in, int index, int length) {
    int sequence = in.getUnsignedShort(index + 2);
    assertThat(length).isEqualTo(16);
    assertThat(in.getInt(index + 12)).isEqualTo(sequence * 31);
    if (source.accept(in.getInt(index + 8), sequence) != RtpSource.Arrival.STRAY) {
      out.add(sequence);
    }
  }

  private void come(int... sequences) {
    for (int sequence : sequences) {
      comeFrom(SSRC, sequence);
    }
  }

  private void comeFrom(int ssrc, int sequence) {
    ByteBuf in = Unpooled.buffer(20).writeInt(0);
    in.writeShort(0x8060).writeShort(sequence).writeInt(0).writeInt(ssrc);
    in.writeInt((sequence & 0xffff) * 31);
    buffer.offer(in, 4, 16, now);
    in.release();
  }

  @AfterEach
  void nothingLeaks() {
    buffer.close();
    assertThat(buffer.waiting()).isZero();
    assertThat(allocator.metric().directArenas())
        .allSatisfy(arena -> assertThat(arena.numActiveAllocations()).isZero());
  }

  @Test
  void handsOnWhatIsInOrderAtOnceAndCopiesNothing() {
    come(65_534, 65_535, 0, 1);
    assertThat(out).containsExactly(65_534, 65_535, 0, 1);
    assertThat(buffer.reordered()).isZero();
    assertThat(allocator.metric().directArenas().get(0).numAllocations()).isZero();
  }

  @Test
  void putsThemInOrderOverTheWrap() {
    come(65_533, 1, 65_535, 65_534, 0, 2);
    assertThat(out).containsExactly(65_533, 65_534, 65_535, 0, 1, 2);
    assertThat(buffer.reordered()).isEqualTo(2);
    assertThat(source.lost()).isZero();
  }

  @Test
  void givesUpAMissingPacketAfterTheWaitAndNotBefore() {
    come(10, 12, 13);
    buffer.expire(WAIT - 1);
    assertThat(out).containsExactly(10);
    assertThat(buffer.deadlineNanos()).isEqualTo(WAIT);
    buffer.expire(WAIT);
    assertThat(out).containsExactly(10, 12, 13);
    assertThat(source.lost()).isEqualTo(1);
  }

  @Test
  void aLaterGapHasItsOwnWait() {
    come(10, 12);
    now = WAIT / 2;
    come(14);
    buffer.expire(WAIT);
    assertThat(out).containsExactly(10, 12);
    buffer.expire(WAIT + WAIT / 2 - 1);
    assertThat(out).containsExactly(10, 12);
    buffer.expire(WAIT + WAIT / 2);
    assertThat(out).containsExactly(10, 12, 14);
  }

  @Test
  void anArrivalAlsoEndsTheWait() {
    come(10, 12);
    now = WAIT;
    come(13);
    assertThat(out).containsExactly(10, 12, 13);
  }

  @Test
  void holdsSoManyPacketsAndNotOneMore() {
    come(0);
    come(IntStream.range(2, ReorderBuffer.MAX_PACKETS + 1).toArray());
    assertThat(buffer.waiting()).isEqualTo(ReorderBuffer.MAX_PACKETS - 1);
    assertThat(out).containsExactly(0);
    come(ReorderBuffer.MAX_PACKETS + 1);
    assertThat(buffer.waiting()).isZero();
    assertThat(out).hasSize(ReorderBuffer.MAX_PACKETS + 1).doesNotContain(1);
    assertThat(source.lost()).isEqualTo(1);
  }

  @Test
  void countsWhatComesTwiceAndWhatComesTooLate() {
    come(10, 11, 11, 13, 13);
    buffer.expire(WAIT);
    come(12, 12, 10);
    assertThat(out).containsExactly(10, 11, 13);
    assertThat(buffer.duplicates()).isEqualTo(4);
    assertThat(buffer.late()).isEqualTo(1);
  }

  @Test
  void aJumpBackIsBelievedWhenTheNextFollowsOnIt() {
    come(10_000, 500, 10_001, 300, 301, 302);
    assertThat(out).containsExactly(10_000, 10_001, 301, 302);
  }

  @Test
  void aLossOfManyIsNoJump() {
    come(10, 10 + ReorderBuffer.MAX_JUMP, 11 + ReorderBuffer.MAX_JUMP);
    assertThat(out).containsExactly(10, 10 + ReorderBuffer.MAX_JUMP, 11 + ReorderBuffer.MAX_JUMP);
  }

  @Test
  void followsANewSourceAndIsNotMovedByAStray() {
    come(10, 12);
    comeFrom(99, 5);
    come(11);
    assertThat(out).containsExactly(10, 11, 12);
    comeFrom(8, 100);
    comeFrom(8, 101);
    comeFrom(8, 103);
    comeFrom(8, 102);
    assertThat(out).containsExactly(10, 11, 12, 101, 102, 103);
  }

  @Test
  void aSinkThatClosesItHasTheRestFreed() {
    ReorderBuffer[] closing = new ReorderBuffer[1];
    closing[0] =
        new ReorderBuffer(
            allocator,
            source,
            (in, index, length) -> {
              source.accept(SSRC, in.getUnsignedShort(index + 2));
              if (in.getUnsignedShort(index + 2) == 2) {
                closing[0].close();
              }
            });
    for (int sequence : new int[] {1, 3, 4, 2, 5}) {
      ByteBuf in = Unpooled.buffer(16).writeShort(0x8060).writeShort(sequence).writeInt(0);
      closing[0].offer(in.writeInt(SSRC).writeInt(0), 0, 16, 0);
    }
    assertThat(closing[0].waiting()).isZero();
  }

  @Test
  void whateverTheOrderEachComesOnceAndInOrder() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      ReorderBufferTest one = new ReorderBufferTest();
      int first = random.nextInt(0x10000);
      one.come(first);
      TreeSet<Integer> sent = new TreeSet<>();
      List<Integer> onTheWay = new ArrayList<>();
      for (int n = 1; n < 2000; n++) {
        one.now += 1_000_000;
        if (random.nextInt(50) > 0) {
          onTheWay.add(n);
        }
        while (onTheWay.size() > random.nextInt(12)) {
          int sequence = onTheWay.remove(random.nextInt(onTheWay.size()));
          sent.add(sequence);
          one.come((first + sequence) & 0xffff);
          if (random.nextInt(30) == 0) {
            one.come((first + sequence) & 0xffff);
          }
        }
      }
      one.now += 2 * WAIT;
      one.buffer.expire(one.now);
      List<Integer> got = one.out.stream().map(s -> (s - first) & 0xffff).toList();
      assertThat(got).isSorted().doesNotHaveDuplicates();
      assertThat(got.size() + one.buffer.late()).isEqualTo(sent.size() + 1);
      one.nothingLeaks();
    }
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(5);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      ReorderBuffer any =
          new ReorderBuffer(
              allocator, source, (in, i, l) -> source.accept(in.getInt(i + 8), in.getShort(i + 2)));
      any.offer(Unpooled.wrappedBuffer(bytes), 0, bytes.length, round);
      any.close();
    }
  }
}
