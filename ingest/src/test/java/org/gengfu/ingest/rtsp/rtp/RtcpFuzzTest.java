package org.gengfu.ingest.rtsp.rtp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import org.gengfu.ingest.testing.FuzzInput;

/** Any compound packet is survived, and a report can be written after it. */
class RtcpFuzzTest {
  private static final int SSRC = 0x01020304;

  @FuzzTest
  void isAlwaysSurvived(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    RtpSource source = new RtpSource(null);
    SenderClock clock = new SenderClock();
    RtcpReceiver rtcp = new RtcpReceiver(source, 1, clock, () -> Instant.EPOCH);
    long now = 0;
    while (input.hasMore()) {
      int what = input.octet();
      now += (long) input.octet() << 24;
      if ((what & 1) == 0) {
        source.accept(SSRC, input.twoOctets());
      } else {
        byte[] packet = input.block();
        ByteBuf in = Unpooled.wrappedBuffer(new byte[3], packet).slice();
        rtcp.read(in, 3, packet.length, now);
      }
      Duration offset = clock.offset();
      if (offset != null && offset.abs().toDays() > 365 * 70) {
        throw new AssertionError("a clock " + offset + " off");
      }
      ByteBuf report = Unpooled.buffer(RtcpReceiver.REPORT_BYTES);
      rtcp.report(report, now, (int) now);
      if (report.readableBytes() != RtcpReceiver.REPORT_BYTES || report.getByte(1) != (byte) 201) {
        throw new AssertionError("a report of " + report.readableBytes() + " bytes");
      }
    }
  }
}
