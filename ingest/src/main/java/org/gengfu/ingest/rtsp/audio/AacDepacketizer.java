package org.gengfu.ingest.rtsp.audio;

import io.netty.buffer.ByteBuf;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;

/**
 * AAC in RTP (RFC 3640, modes AAC-hbr and AAC-lbr): whole access units, each behind its size in the
 * AU header section, or one that is spread over packets. Interleaved access units, which no camera
 * sends, are left out.
 */
public final class AacDepacketizer implements AudioDepacketizer {
  /** Greatest access unit that is taken, in bytes: what 13 bits can tell. */
  static final int MAX_UNIT_BYTES = 8_191;

  /** Most access units in a packet. */
  static final int MAX_UNITS = 64;

  private static final int LENGTH_BYTES = 2;

  private final AudioFormat format;
  private final int unitSamples;
  private final AuHeaderLayout layout;
  private final Output output;
  private byte[] partial = new byte[0];
  private int partialFilled;
  private int partialTimestamp;
  private long malformed;

  /**
   * @param unitSamples samples in an access unit: 1,024 or 960
   * @param layout of the AU headers, from the SDP
   */
  public AacDepacketizer(
      AudioFormat format, int unitSamples, AuHeaderLayout layout, Output output) {
    this.format = format;
    this.unitSamples = unitSamples;
    this.layout = layout;
    this.output = output;
  }

  @Override
  public void packet(ByteBuf in, RtpHeader header, Arrival how) {
    if (how != Arrival.NEXT || header.timestamp() != partialTimestamp) {
      dropPartial();
    }
    if (!payload(in, header)) {
      malformed++;
      dropPartial();
    }
  }

  private boolean payload(ByteBuf in, RtpHeader header) {
    int index = header.payloadIndex();
    int length = header.payloadLength();
    if (length < LENGTH_BYTES) {
      return length == 0;
    }
    int headerBits = in.getUnsignedShort(index);
    int headerBytes = (headerBits + 7) / 8;
    int units = layout.units(headerBits);
    int data = index + LENGTH_BYTES + headerBytes;
    int left = length - LENGTH_BYTES - headerBytes;
    if (units < 1 || units > MAX_UNITS || left < 0) {
      return false;
    }
    int firstSize = layout.size(in, index + LENGTH_BYTES, 0);
    if (units == 1 && (firstSize > left || partialFilled > 0)) {
      return fragment(in, data, left, firstSize, header);
    }
    return whole(in, index + LENGTH_BYTES, data, left, units, header.timestamp());
  }

  private boolean whole(
      ByteBuf in, int headers, int data, int left, int units, int firstTimestamp) {
    for (int n = 0; n < units; n++) {
      int size = layout.size(in, headers, n);
      if (size > left || size > MAX_UNIT_BYTES || layout.index(in, headers, n) != 0) {
        return false;
      }
      if (size > 0) {
        byte[] bytes = new byte[size];
        in.getBytes(data, bytes);
        handOn(firstTimestamp + n * unitSamples, bytes);
      }
      data += size;
      left -= size;
    }
    return true;
  }

  /** A part of one access unit; its header tells the size of the whole. */
  private boolean fragment(ByteBuf in, int data, int length, int size, RtpHeader header) {
    if (size > MAX_UNIT_BYTES || length == 0) {
      return false;
    }
    if (partialFilled == 0) {
      partial = new byte[size];
      partialTimestamp = header.timestamp();
    }
    if (partial.length != size || partialFilled + length > size) {
      return false;
    }
    in.getBytes(data, partial, partialFilled, length);
    partialFilled += length;
    if (partialFilled == size) {
      byte[] bytes = partial;
      dropPartial();
      handOn(header.timestamp(), bytes);
    }
    return true;
  }

  private void dropPartial() {
    partial = new byte[0];
    partialFilled = 0;
  }

  private void handOn(int timestamp, byte[] bytes) {
    long pts = output.pts(timestamp);
    if (pts >= 0) {
      output.unit(new AudioUnit(format, pts, unitSamples, bytes));
    }
  }

  @Override
  public long malformedPackets() {
    return malformed;
  }
}
