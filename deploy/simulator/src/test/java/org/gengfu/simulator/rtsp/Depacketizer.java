package org.gengfu.simulator.rtsp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** RTP payloads of H.264 back to NAL units, RFC 6184. */
final class Depacketizer {
  private static final int RTP_HEADER_BYTES = 12;

  private Depacketizer() {}

  static void take(byte[] packet, List<byte[]> nals, ByteArrayOutputStream fragment) {
    byte[] payload = Arrays.copyOfRange(packet, RTP_HEADER_BYTES, packet.length);
    switch (payload[0] & 0x1f) {
      case RtpPacketizer.NAL_STAP_A -> {
        ByteBuffer rest = ByteBuffer.wrap(payload, 1, payload.length - 1);
        while (rest.hasRemaining()) {
          byte[] nal = new byte[rest.getShort() & 0xffff];
          rest.get(nal);
          nals.add(nal);
        }
      }
      case RtpPacketizer.NAL_FU_A -> {
        if ((payload[1] & 0x80) != 0) {
          fragment.reset();
          fragment.write((payload[0] & 0xe0) | (payload[1] & 0x1f));
        }
        fragment.write(payload, 2, payload.length - 2);
        if ((payload[1] & 0x40) != 0) {
          nals.add(fragment.toByteArray());
        }
      }
      default -> nals.add(payload);
    }
  }
}
