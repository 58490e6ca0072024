package org.gengfu.ingest.rtsp.rtp;

import io.netty.buffer.ByteBuf;

/**
 * The header of one RTP packet (RFC 3550 §5.1), read where it lies. One object serves a whole
 * stream, so that a packet costs no allocation.
 */
public final class RtpHeader {
  static final int FIXED_BYTES = 12;
  private static final int VERSION = 2;

  private int sequence;
  private int timestamp;
  private int ssrc;
  private int payloadType;
  private boolean marker;
  private int payloadIndex;
  private int payloadLength;

  /**
   * Reads the packet at this place.
   *
   * @return whether it is a well-formed RTP packet; the fields mean nothing otherwise
   */
  public boolean read(ByteBuf in, int index, int length) {
    if (length < FIXED_BYTES) {
      return false;
    }
    int first = in.getUnsignedByte(index);
    if (first >> 6 != VERSION) {
      return false;
    }
    int headerLength = FIXED_BYTES + (first & 0x0f) * 4;
    if ((first & 0x10) != 0) {
      if (length < headerLength + 4) {
        return false;
      }
      headerLength += 4 + in.getUnsignedShort(index + headerLength + 2) * 4;
    }
    int padding = (first & 0x20) != 0 ? in.getUnsignedByte(index + length - 1) : 0;
    if (headerLength + padding > length) {
      return false;
    }
    int second = in.getUnsignedByte(index + 1);
    marker = (second & 0x80) != 0;
    payloadType = second & 0x7f;
    sequence = in.getUnsignedShort(index + 2);
    timestamp = in.getInt(index + 4);
    ssrc = in.getInt(index + 8);
    payloadIndex = index + headerLength;
    payloadLength = length - headerLength - padding;
    return true;
  }

  /** 16 bits. */
  public int sequence() {
    return sequence;
  }

  /** 32 bits, in units of the track's clock rate. */
  public int timestamp() {
    return timestamp;
  }

  public int ssrc() {
    return ssrc;
  }

  public int payloadType() {
    return payloadType;
  }

  public boolean marker() {
    return marker;
  }

  /** Where the payload begins in the buffer that was read. */
  public int payloadIndex() {
    return payloadIndex;
  }

  /** Bytes of payload, padding left out. */
  public int payloadLength() {
    return payloadLength;
  }
}
