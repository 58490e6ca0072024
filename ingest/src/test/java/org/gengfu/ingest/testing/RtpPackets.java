package org.gengfu.ingest.testing;

import java.nio.ByteBuffer;

/** Makes RTP packets of payloads. */
public final class RtpPackets {
  /** Of a header without extension. */
  public static final int HEADER_BYTES = 12;

  private RtpPackets() {}

  /** A packet of payload type 96. */
  public static byte[] of(byte[] payload, int sequence, int timestamp, int ssrc, boolean marker) {
    return ByteBuffer.allocate(HEADER_BYTES + payload.length)
        .put((byte) 0x80)
        .put((byte) (marker ? 0xe0 : 0x60))
        .putShort((short) sequence)
        .putInt(timestamp)
        .putInt(ssrc)
        .put(payload)
        .array();
  }
}
