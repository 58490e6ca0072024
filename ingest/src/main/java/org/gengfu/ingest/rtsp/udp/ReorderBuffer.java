package org.gengfu.ingest.rtsp.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.Arrays;
import org.gengfu.ingest.rtsp.rtp.RtpSource;
import org.jspecify.annotations.Nullable;

/**
 * Puts the RTP packets of one track that came by UDP in order again. What comes in order is handed
 * on where it lies; only what came too early is copied and waits, for so many packets and so long.
 * Packets of another SSRC are handed on as they come: {@link RtpSource} judges them.
 */
public final class ReorderBuffer {
  /** So many packets ahead of a missing one are waited for; a power of two. */
  public static final int MAX_PACKETS = 128;

  /** So long a missing packet is waited for. */
  public static final Duration MAX_WAIT = Duration.ofMillis(100);

  /** A jump further ahead than this is believed when the next packet follows on it. */
  static final int MAX_JUMP = 3000;

  private static final int RTP_HEADER = 12;
  private static final int SLOT = MAX_PACKETS - 1;
  private static final int NONE = -1;

  /** Takes the packets in their order. */
  public interface Sink {
    /** An RTP packet; the bytes are valid for the length of the call. */
    void packet(ByteBuf in, int index, int length);
  }

  private final ByteBufAllocator allocator;
  private final RtpSource source;
  private final Sink sink;
  private final @Nullable ByteBuf[] held = new ByteBuf[MAX_PACKETS];
  private final long[] heldSince = new long[MAX_PACKETS];
  private final int[] given = new int[MAX_PACKETS];
  private boolean started;
  private boolean closed;
  private int ssrc;
  private int next;
  private int suspected = NONE;
  private int waiting;
  private long oldestNanos;
  private long reordered;
  private long late;
  private long duplicates;

  /**
   * @param source of the track, which the sink keeps informed
   */
  public ReorderBuffer(ByteBufAllocator allocator, RtpSource source, Sink sink) {
    this.allocator = allocator;
    this.source = source;
    this.sink = sink;
    Arrays.fill(given, NONE);
  }

  /**
   * Takes a packet as it came; the caller releases it.
   *
   * @param nowNanos monotonic time
   */
  public void offer(ByteBuf in, int index, int length, long nowNanos) {
    if (length < RTP_HEADER || closed) {
      return;
    }
    int packetSsrc = in.getInt(index + 8);
    int sequence = in.getUnsignedShort(index + 2);
    if (!started || packetSsrc != ssrc) {
      ofAnotherSource(in, index, length, packetSsrc, sequence);
      return;
    }
    int ahead = (sequence - next) & 0xffff;
    if (ahead == 0) {
      suspected = NONE;
      give(in, index, length, sequence);
      giveWaiting();
    } else if (ahead < MAX_PACKETS) {
      hold(in, index, length, sequence, nowNanos);
    } else if (ahead > 0xffff - MAX_PACKETS) {
      tooLate(sequence);
    } else {
      jump(in, index, length, sequence, ahead);
    }
    if (waiting > 0) {
      expire(nowNanos);
    }
  }

  private void ofAnotherSource(ByteBuf in, int index, int length, int packetSsrc, int sequence) {
    sink.packet(in, index, length);
    if (!closed && source.started() && source.ssrc() == packetSsrc) {
      restart(packetSsrc, sequence);
    }
  }

  private void restart(int newSsrc, int sequence) {
    drop();
    Arrays.fill(given, NONE);
    started = true;
    ssrc = newSsrc;
    given[sequence & SLOT] = sequence;
    next = (sequence + 1) & 0xffff;
    suspected = NONE;
  }

  private void give(ByteBuf in, int index, int length, int sequence) {
    given[sequence & SLOT] = sequence;
    next = (sequence + 1) & 0xffff;
    sink.packet(in, index, length);
  }

  private void giveWaiting() {
    while (waiting > 0) {
      int slot = next & SLOT;
      ByteBuf packet = held[slot];
      if (packet == null) {
        findOldest();
        return;
      }
      held[slot] = null;
      waiting--;
      try {
        give(packet, packet.readerIndex(), packet.readableBytes(), next);
      } finally {
        packet.release();
      }
    }
  }

  private void hold(ByteBuf in, int index, int length, int sequence, long nowNanos) {
    int slot = sequence & SLOT;
    if (held[slot] != null) {
      duplicates++;
      return;
    }
    held[slot] = allocator.directBuffer(length).writeBytes(in, index, length);
    heldSince[slot] = nowNanos;
    if (waiting++ == 0) {
      oldestNanos = nowNanos;
    }
    reordered++;
  }

  private void tooLate(int sequence) {
    if (given[sequence & SLOT] == sequence) {
      duplicates++;
    } else {
      given[sequence & SLOT] = sequence;
      late++;
      source.late();
    }
  }

  /** Many packets were lost, or the camera began to count anew, or one comes from long ago. */
  private void jump(ByteBuf in, int index, int length, int sequence, int ahead) {
    if (ahead > MAX_JUMP && sequence != suspected) {
      suspected = (sequence + 1) & 0xffff;
      late++;
      return;
    }
    while (waiting > 0 && !closed) {
      giveUpGap();
    }
    if (!closed) {
      sink.packet(in, index, length);
      restart(ssrc, sequence);
    }
  }

  /** Gives up what has been waited for too long. */
  public void expire(long nowNanos) {
    while (waiting > 0 && !closed && nowNanos - oldestNanos >= MAX_WAIT.toNanos()) {
      giveUpGap();
    }
  }

  private void giveUpGap() {
    while (held[next & SLOT] == null) {
      next = (next + 1) & 0xffff;
    }
    giveWaiting();
  }

  private void findOldest() {
    oldestNanos = Long.MAX_VALUE;
    for (int slot = 0; slot < MAX_PACKETS; slot++) {
      if (held[slot] != null) {
        oldestNanos = Math.min(oldestNanos, heldSince[slot]);
      }
    }
  }

  /** When to call {@link #expire}, as monotonic time; means something while packets wait. */
  public long deadlineNanos() {
    return oldestNanos + MAX_WAIT.toNanos();
  }

  /** How many packets wait. */
  public int waiting() {
    return waiting;
  }

  /** Packets that came before one that belongs before them. */
  public long reordered() {
    return reordered;
  }

  /** Packets that came when they were no longer waited for. */
  public long late() {
    return late;
  }

  /** Packets that had come before. */
  public long duplicates() {
    return duplicates;
  }

  private void drop() {
    for (int slot = 0; slot < MAX_PACKETS && waiting > 0; slot++) {
      ByteBuf packet = held[slot];
      if (packet != null) {
        held[slot] = null;
        waiting--;
        packet.release();
      }
    }
  }

  /** Frees what waits. */
  public void close() {
    closed = true;
    drop();
  }
}
