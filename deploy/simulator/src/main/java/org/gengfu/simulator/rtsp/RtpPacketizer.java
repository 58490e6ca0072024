package org.gengfu.simulator.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.gengfu.simulator.clip.ParameterSets;
import org.gengfu.simulator.clip.Picture;

/**
 * Pictures to RTP packets in interleaved frames (RFC 3550 §5.1, RFC 6184, RFC 2326 §10.12), all of
 * a picture in one buffer. Counts what a sender report tells. For one viewer, on its event loop.
 */
final class RtpPacketizer {
  /** Longest RTP payload: what fits an Ethernet frame behind IP, TCP and RTP headers. */
  static final int MAX_PAYLOAD_BYTES = 1400;

  static final int NAL_STAP_A = 24;
  static final int NAL_FU_A = 28;

  private static final int RTP_HEADER_BYTES = 12;
  private static final int INTERLEAVED_HEADER_BYTES = 4;
  private static final int RTP_VERSION = 0x80;
  private static final int MARKER = 0x80;
  private static final int LOST_EVERY = 20;

  private final int channel;
  private final int ssrc;
  private int sequence;
  private int packets;
  private int octets;

  RtpPacketizer(int channel, int ssrc, int firstSequence) {
    this.channel = channel;
    this.ssrc = ssrc;
    this.sequence = firstSequence;
  }

  int nextSequence() {
    return sequence & 0xffff;
  }

  int packets() {
    return packets;
  }

  int octets() {
    return octets;
  }

  /**
   * The packets of a picture; for a keyframe, led by its parameter sets in a STAP-A.
   *
   * @param parameterSets to send first, at keyframes; null otherwise
   * @param lossy leaves out every 20th packet
   * @return a buffer for the caller to write
   */
  ByteBuf packetize(
      ByteBufAllocator allocator,
      @org.jspecify.annotations.Nullable ParameterSets parameterSets,
      Picture picture,
      int timestamp,
      boolean lossy) {
    int packetsAtMost = picture.size() / (MAX_PAYLOAD_BYTES - 2) + picture.nals().size() + 1;
    ByteBuf out = allocator.directBuffer(picture.size() + 256 + packetsAtMost * 18);
    if (parameterSets != null) {
      stapA(out, parameterSets, timestamp, lossy);
    }
    List<byte[]> nals = picture.nals();
    for (int i = 0; i < nals.size(); i++) {
      boolean last = i == nals.size() - 1;
      if (nals.get(i).length <= MAX_PAYLOAD_BYTES) {
        single(out, nals.get(i), timestamp, last, lossy);
      } else {
        fragments(out, nals.get(i), timestamp, last, lossy);
      }
    }
    return out;
  }

  private void stapA(ByteBuf out, ParameterSets sets, int timestamp, boolean lossy) {
    int begin = out.writerIndex();
    int size = 1 + 2 + sets.sps().length + 2 + sets.pps().length;
    header(out, size, timestamp, false);
    out.writeByte((sets.sps()[0] & 0x60) | NAL_STAP_A);
    out.writeShort(sets.sps().length).writeBytes(sets.sps());
    out.writeShort(sets.pps().length).writeBytes(sets.pps());
    sent(out, begin, size, lossy);
  }

  private void single(ByteBuf out, byte[] nal, int timestamp, boolean last, boolean lossy) {
    int begin = out.writerIndex();
    header(out, nal.length, timestamp, last);
    out.writeBytes(nal);
    sent(out, begin, nal.length, lossy);
  }

  /** FU-A, RFC 6184 §5.8. */
  private void fragments(ByteBuf out, byte[] nal, int timestamp, boolean last, boolean lossy) {
    int room = MAX_PAYLOAD_BYTES - 2;
    for (int from = 1; from < nal.length; from += room) {
      int size = Math.min(room, nal.length - from);
      boolean end = from + size == nal.length;
      int begin = out.writerIndex();
      header(out, size + 2, timestamp, last && end);
      out.writeByte((nal[0] & 0x60) | NAL_FU_A);
      out.writeByte((from == 1 ? 0x80 : 0) | (end ? 0x40 : 0) | (nal[0] & 0x1f));
      out.writeBytes(nal, from, size);
      sent(out, begin, size + 2, lossy);
    }
  }

  private void header(ByteBuf out, int payloadBytes, int timestamp, boolean marker) {
    out.writeByte('$').writeByte(channel).writeShort(RTP_HEADER_BYTES + payloadBytes);
    out.writeByte(RTP_VERSION).writeByte((marker ? MARKER : 0) | Sdp.PAYLOAD_TYPE);
    out.writeShort(sequence).writeInt(timestamp).writeInt(ssrc);
  }

  private void sent(ByteBuf out, int begin, int payloadBytes, boolean lossy) {
    sequence = (sequence + 1) & 0xffff;
    packets++;
    octets += payloadBytes;
    if (lossy && packets % LOST_EVERY == 0) {
      out.writerIndex(begin);
    }
  }

  /**
   * A sender report (RFC 3550 §6.4.1) on the channel behind the RTP's.
   *
   * @param ntp wall-clock time, NTP format
   * @param timestamp the same moment on the RTP clock
   */
  ByteBuf senderReport(ByteBufAllocator allocator, long ntp, int timestamp) {
    int bytes = 28;
    ByteBuf out = allocator.directBuffer(INTERLEAVED_HEADER_BYTES + bytes);
    out.writeByte('$').writeByte(channel + 1).writeShort(bytes);
    out.writeByte(RTP_VERSION).writeByte(200).writeShort(bytes / 4 - 1).writeInt(ssrc);
    return out.writeLong(ntp).writeInt(timestamp).writeInt(packets).writeInt(octets);
  }
}
