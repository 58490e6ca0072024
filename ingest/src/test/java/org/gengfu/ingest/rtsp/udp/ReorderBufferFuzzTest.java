package org.gengfu.ingest.rtsp.udp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.testing.FuzzInput;
import org.gengfu.ingest.testing.RtpPackets;

/**
 * Packets in whatever order: each is handed on once and whole, those of a source in their order, no
 * later than the wait; memory is bounded and given back, and every packet is accounted for.
 */
class ReorderBufferFuzzTest {
  private static final int ID_INDEX = RtpPackets.HEADER_BYTES;
  private static final int MAX_PACKET = ID_INDEX + 4 + 255;
  private static final long NANOS_PER_MILLISECOND = 1_000_000;

  @FuzzTest
  void keepsOrderBoundsAndAccounts(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    Traffic traffic = new Traffic(input.octet());
    while (input.hasMore()) {
      int what = input.octet();
      switch (what & 7) {
        case 0 -> traffic.pass(input.octet());
        case 1 -> traffic.come(input.octet() & 3, input.twoOctets(), what >> 3);
        case 2 -> traffic.again(what >> 3);
        case 3 -> traffic.rubbish(input.bytes(what >> 3));
        default -> traffic.near((byte) input.octet(), what >> 3);
      }
      traffic.check();
    }
    traffic.end();
  }

  /** What comes, what is handed on, and what must hold in between. */
  private static final class Traffic {
    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
    private final RtpSource source = new RtpSource(null);
    private final ReorderBuffer buffer = new ReorderBuffer(memory, source, this::take);
    private final List<byte[]> sent = new ArrayList<>();
    private final BitSet handedOn = new BitSet();
    private final int closeAfter;
    private int ssrc = 1;
    private int newest;
    private int lastTaken;
    private long dropped;
    private long now;
    private boolean closed;

    /**
     * @param closeAfter so many packets were handed on, whoever takes them closes the buffer; 0 for
     *     never
     */
    Traffic(int closeAfter) {
      this.closeAfter = closeAfter;
    }

    void pass(int milliseconds) {
      now += milliseconds * NANOS_PER_MILLISECOND;
      buffer.expire(now);
    }

    void near(int step, int size) {
      come(ssrc, newest + step, size);
    }

    void come(int fromSsrc, int sequence, int size) {
      ssrc = fromSsrc;
      newest = sequence & 0xffff;
      byte[] payload = new byte[4 + size * 8];
      Arrays.fill(payload, (byte) sent.size());
      byte[] packet = RtpPackets.of(payload, newest, 0, ssrc, false);
      for (int i = 0; i < 4; i++) {
        packet[ID_INDEX + i] = (byte) (sent.size() >> (24 - 8 * i));
      }
      sent.add(packet);
      offer(packet);
    }

    /** A packet comes a second time. */
    void again(int back) {
      if (back < sent.size()) {
        byte[] packet = sent.get(sent.size() - 1 - back);
        int sequence = ((packet[2] & 0xff) << 8) | (packet[3] & 0xff);
        come(packet[11], sequence, (packet.length - ID_INDEX - 4) / 8);
      }
    }

    void rubbish(byte[] bytes) {
      if (bytes.length < RtpPackets.HEADER_BYTES) {
        buffer.offer(Unpooled.wrappedBuffer(bytes), 0, bytes.length, now);
      }
    }

    private void offer(byte[] packet) {
      boolean startedBefore = source.started();
      int ssrcBefore = source.ssrc();
      int waitingBefore = buffer.waiting();
      ByteBuf in = Unpooled.buffer(3 + packet.length).writeMedium(-1).writeBytes(packet);
      buffer.offer(in, 3, packet.length, now);
      // The caller's memory is used for the next read.
      in.setZero(0, in.capacity());
      if (startedBefore && source.ssrc() != ssrcBefore) {
        dropped += waitingBefore;
      }
    }

    private void take(ByteBuf in, int index, int length) {
      require(!closed, "handed on after the close");
      int id = in.getInt(index + ID_INDEX);
      byte[] bytes = new byte[length];
      in.getBytes(index, bytes);
      require(Arrays.equals(bytes, sent.get(id)), "not the packet that came");
      require(!handedOn.get(id), "handed on twice");
      handedOn.set(id);
      order(in.getInt(index + 8), in.getUnsignedShort(index + 2), id == sent.size() - 1);
      if (handedOn.cardinality() == closeAfter) {
        closed = true;
        buffer.close();
      }
    }

    private void order(int packetSsrc, int sequence, boolean justCame) {
      boolean same = source.started() && source.ssrc() == packetSsrc;
      Arrival arrival = source.accept(packetSsrc, sequence);
      if (same) {
        int ahead = (sequence - lastTaken) & 0xffff;
        require(arrival != Arrival.STRAY, "out of order");
        require(justCame || ahead <= ReorderBuffer.MAX_PACKETS, "one that waited jumps");
      }
      if (arrival != Arrival.STRAY) {
        lastTaken = sequence;
      }
    }

    void check() {
      int waiting = buffer.waiting();
      long used = memory.metric().usedDirectMemory();
      require(waiting >= 0 && waiting < ReorderBuffer.MAX_PACKETS, "too many wait");
      require(used <= (long) waiting * MAX_PACKET, "memory is held");
      require(used >= (long) waiting * RtpPackets.HEADER_BYTES, "memory is given back too early");
      if (closed) {
        require(waiting == 0, "packets wait in what is closed");
        return;
      }
      long seen = handedOn.cardinality() + buffer.late() + buffer.duplicates();
      require(seen + waiting + dropped == sent.size(), "a packet is not accounted for");
      require(buffer.reordered() <= sent.size(), "more reordered than came");
      if (waiting > 0) {
        long left = buffer.deadlineNanos() - now;
        require(left > 0 && left <= ReorderBuffer.MAX_WAIT.toNanos(), "one waits too long");
      }
    }

    void end() {
      if (!closed) {
        pass(255);
        require(buffer.waiting() == 0, "what is missing is waited for without end");
        check();
      }
      closed = true;
      buffer.close();
      require(memory.metric().usedDirectMemory() == 0, "memory is held after the close");
    }

    private static void require(boolean held, String otherwise) {
      if (!held) {
        throw new AssertionError(otherwise);
      }
    }
  }
}
