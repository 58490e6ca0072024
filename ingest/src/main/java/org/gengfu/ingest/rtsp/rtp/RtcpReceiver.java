package org.gengfu.ingest.rtsp.rtp;

import io.netty.buffer.ByteBuf;
import java.time.InstantSource;

/**
 * Reads the camera's RTCP and writes receiver reports (RFC 3550 §6.4): some servers take a client
 * that never reports for dead.
 */
public final class RtcpReceiver {
  /** Bytes of a receiver report with one block. */
  public static final int REPORT_BYTES = 32;

  private static final int SENDER_REPORT = 200;
  private static final int RECEIVER_REPORT = 201;
  private static final int GOODBYE = 203;

  private final RtpSource source;
  private final int ownSsrc;
  private final SenderClock senderClock;
  private final InstantSource wallClock;
  private long lastExpected;
  private long lastReceived;
  private int lastSenderReport;
  private long lastSenderReportNanos;
  private int senderSsrc;

  /**
   * @param senderClock is given what sender reports say about the camera's clock
   * @param wallClock ours
   */
  public RtcpReceiver(
      RtpSource source, int ownSsrc, SenderClock senderClock, InstantSource wallClock) {
    this.source = source;
    this.ownSsrc = ownSsrc;
    this.senderClock = senderClock;
    this.wallClock = wallClock;
  }

  /** The camera's clock, as far as it has told. */
  public SenderClock senderClock() {
    return senderClock;
  }

  /**
   * Reads a compound packet; what is not well-formed ends it silently.
   *
   * @return whether it says that the stream's source is leaving
   */
  public boolean read(ByteBuf in, int index, int length, long nowNanos) {
    int end = index + length;
    boolean leaving = false;
    while (end - index >= 8 && in.getUnsignedByte(index) >> 6 == 2) {
      int type = in.getUnsignedByte(index + 1);
      int bytes = (in.getUnsignedShort(index + 2) + 1) * 4;
      if (bytes > end - index) {
        break;
      }
      boolean ofSource = source.started() && in.getInt(index + 4) == source.ssrc();
      if (type == SENDER_REPORT && bytes >= 28 && ofSource) {
        lastSenderReport = in.getInt(index + 10);
        lastSenderReportNanos = nowNanos;
        if (senderSsrc != source.ssrc()) {
          senderSsrc = source.ssrc();
          senderClock.forget();
        }
        senderClock.report(in.getLong(index + 8), in.getInt(index + 16), wallClock.instant());
      }
      leaving |= type == GOODBYE && ofSource;
      index += bytes;
    }
    return leaving;
  }

  /**
   * Writes a receiver report without any block: it opens the way through a firewall.
   *
   * @return {@code out}
   */
  public ByteBuf emptyReport(ByteBuf out) {
    return out.writeByte(0x80).writeByte(RECEIVER_REPORT).writeShort(1).writeInt(ownSsrc);
  }

  /**
   * Writes a receiver report of {@value #REPORT_BYTES} bytes about the present source.
   *
   * @param jitter of its packets, in RTP units; 0 over TCP, where it means nothing
   */
  public void report(ByteBuf out, long nowNanos, int jitter) {
    long expected = source.expected();
    long received = source.received();
    long expectedNow = Math.max(0, expected - lastExpected);
    long lostNow = Math.max(0, expectedNow - Math.max(0, received - lastReceived));
    lastExpected = expected;
    lastReceived = received;
    int fraction = expectedNow == 0 ? 0 : (int) Math.min(255, lostNow * 256 / expectedNow);
    int cumulative = (int) Math.min(0x7fffff, Math.max(0, expected - received));

    out.writeByte(0x81).writeByte(RECEIVER_REPORT).writeShort(REPORT_BYTES / 4 - 1);
    out.writeInt(ownSsrc).writeInt(source.ssrc());
    out.writeByte(fraction).writeMedium(cumulative).writeInt(source.extendedSequence());
    out.writeInt(jitter);
    out.writeInt(lastSenderReport);
    out.writeInt(
        lastSenderReport == 0
            ? 0
            : (int) ((nowNanos - lastSenderReportNanos) * 65_536 / 1_000_000_000));
  }
}
