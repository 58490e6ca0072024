package org.gengfu.ingest.rtsp.audio;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.testing.FuzzInput;

/** Any packet makes one unit of its payload, as long as its bytes say, or is accounted for. */
class G711DepacketizerFuzzTest {
  private static final int MAX_CHANNELS = 8;

  @FuzzTest
  void makesUnitsAsLongAsTheirBytesSay(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    int kind = input.octet();
    AudioCodec codec = (kind & 0x80) == 0 ? AudioCodec.PCMA : AudioCodec.PCMU;
    int channels = 1 + (kind & 7) % MAX_CHANNELS;
    Sound sound = new Sound(new AudioFormat(codec, 8_000, channels, new byte[0]));
    while (input.hasMore()) {
      boolean big = input.octet() == 0xff;
      byte[] packet = input.block();
      // A fuzzer's inputs are short: what is past the bound is made longer here.
      sound.packet(big ? longer(packet, input.twoOctets() % 20_000) : packet);
    }
  }

  private static byte[] longer(byte[] packet, int more) {
    return ByteBuffer.allocate(packet.length + more).put(packet).array();
  }

  private static final class Sound implements AudioDepacketizer.Output {
    private final AudioFormat format;
    private final G711Depacketizer depacketizer;
    private final RtpHeader header = new RtpHeader();
    private long usable;
    private long empty;
    private long leftOut;
    private long units;

    Sound(AudioFormat format) {
      this.format = format;
      this.depacketizer = new G711Depacketizer(format, this);
    }

    void packet(byte[] packet) {
      ByteBuf in = Unpooled.wrappedBuffer(new byte[5], packet).slice();
      if (!header.read(in, 5, packet.length)) {
        return;
      }
      usable++;
      empty += header.payloadLength() == 0 ? 1 : 0;
      depacketizer.packet(in, header, Arrival.NEXT);
      long seen = units + empty + leftOut + depacketizer.malformedPackets();
      if (seen != usable) {
        throw new AssertionError(seen + " of " + usable + " packets are accounted for");
      }
    }

    @Override
    public long pts(int timestamp) {
      leftOut += timestamp < 0 ? 1 : 0;
      return timestamp;
    }

    @Override
    public void unit(AudioUnit unit) {
      units++;
      boolean whole = unit.size() == header.payloadLength() && unit.size() > 0;
      boolean bounded = unit.size() <= G711Depacketizer.MAX_BYTES;
      if (!whole || !bounded || unit.samples() * format.channels() != unit.size()) {
        throw new AssertionError("a unit of %d bytes".formatted(unit.size()));
      }
      if (unit.pts() < 0 || unit.pts() != header.timestamp()) {
        throw new AssertionError("a unit at " + unit.pts());
      }
    }
  }
}
