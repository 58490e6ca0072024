package org.gengfu.ingest.rtsp.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.testing.FuzzInput;
import org.gengfu.ingest.testing.RtpPackets;

/** Any payloads make units of a size within the bound, or none. */
class AacDepacketizerFuzzTest {
  private static final AudioFormat FORMAT =
      new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});

  @FuzzTest
  void makesUnitsWithinBounds(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    AuHeaderLayout layout =
        new AuHeaderLayout(1 + input.octet() % 16, input.octet() % 17, input.octet() % 17);
    AacDepacketizer depacketizer = new AacDepacketizer(FORMAT, 1_024, layout, new Check());
    RtpHeader header = new RtpHeader();
    int timestamp = 0;
    while (input.hasMore()) {
      int how = input.octet();
      byte[] payload = input.block();
      timestamp += how >> 4;
      byte[] packet = RtpPackets.of(payload, 0, timestamp, 1, false);
      ByteBuf in = Unpooled.wrappedBuffer(packet);
      if (header.read(in, 0, packet.length)) {
        depacketizer.packet(in, header, (how & 1) == 0 ? Arrival.NEXT : Arrival.AFTER_GAP);
      }
    }
  }

  private static final class Check implements AudioDepacketizer.Output {
    @Override
    public long pts(int timestamp) {
      return timestamp;
    }

    @Override
    public void unit(AudioUnit unit) {
      if (unit.size() < 1 || unit.size() > AacDepacketizer.MAX_UNIT_BYTES) {
        throw new AssertionError("a unit of " + unit.size() + " bytes");
      }
    }
  }
}
