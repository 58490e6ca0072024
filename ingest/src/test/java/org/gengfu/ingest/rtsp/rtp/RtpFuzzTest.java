package org.gengfu.ingest.rtsp.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.gengfu.ingest.testing.FuzzInput;

/** A packet's payload lies within the packet, and the accounts of a source add up. */
class RtpFuzzTest {
  @FuzzTest
  void staysWithinThePacket(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    RtpSource source = new RtpSource(input.octet() == 0 ? null : input.twoOctets());
    RtpHeader header = new RtpHeader();
    long lostBefore = 0;
    while (input.hasMore()) {
      int before = input.octet() & 7;
      byte[] packet = input.block();
      // What lies around the packet must never be read.
      ByteBuf in = Unpooled.wrappedBuffer(new byte[before], packet).slice();
      if (!header.read(in, before, packet.length)) {
        continue;
      }
      int start = header.payloadIndex();
      int end = start + header.payloadLength();
      if (start < before + RtpHeader.FIXED_BYTES || end < start || end > before + packet.length) {
        throw new AssertionError("payload from " + start + " to " + end);
      }
      source.accept(header.ssrc(), header.sequence());
      if (source.lost() < lostBefore || source.received() > source.expected()) {
        throw new AssertionError(
            "lost %d, received %d of %d"
                .formatted(source.lost(), source.received(), source.expected()));
      }
      lostBefore = source.lost();
    }
  }
}
