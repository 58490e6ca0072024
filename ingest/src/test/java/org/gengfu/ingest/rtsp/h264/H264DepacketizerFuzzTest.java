package org.gengfu.ingest.rtsp.h264;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.rtsp.rtp.StreamClock;
import org.gengfu.ingest.testing.FuzzInput;
import org.gengfu.ingest.testing.RtpPackets;

/** Any payloads make well-formed access units or none; no memory is held. */
class H264DepacketizerFuzzTest {

  @FuzzTest
  void makesWellFormedUnits(byte[] data) {
    FuzzInput input = new FuzzInput(data);
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
    H264Depacketizer depacketizer =
        new H264Depacketizer(
            memory,
            new ParameterSets(),
            new StreamClock(0, 90_000),
            () -> Instant.EPOCH,
            () -> 0,
            H264DepacketizerFuzzTest::check);
    RtpHeader header = new RtpHeader();
    int timestamp = 0;
    while (input.hasMore()) {
      int how = input.octet();
      byte[] payload = input.block();
      timestamp += (how & 0x70) >> 4;
      byte[] packet = RtpPackets.of(payload, 0, timestamp, 1, (how & 0x80) != 0);
      ByteBuf in = Unpooled.wrappedBuffer(packet);
      if (header.read(in, 0, packet.length)) {
        depacketizer.packet(in, header, arrival(how & 0x0f));
      }
    }
    depacketizer.close();
    if (memory.metric().usedDirectMemory() != 0) {
      throw new AssertionError("memory is held: " + memory.metric());
    }
  }

  private static Arrival arrival(int octet) {
    return switch (octet) {
      case 14 -> Arrival.AFTER_GAP;
      case 15 -> Arrival.FRESH;
      default -> Arrival.NEXT;
    };
  }

  private static void check(AccessUnit unit) {
    ByteBuffer bytes = unit.bytes();
    boolean idr = false;
    boolean picture = false;
    int nals = 0;
    while (bytes.hasRemaining()) {
      int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
      if (length < 1 || length > bytes.remaining()) {
        throw new AssertionError("a NAL unit of " + length + " of " + bytes.remaining());
      }
      int type = bytes.get(bytes.position()) & 0x1f;
      if (type == 0 || type > 6) {
        throw new AssertionError("a NAL unit of type " + type);
      }
      idr |= type == 5;
      picture |= type <= 5;
      bytes.position(bytes.position() + length);
      nals++;
    }
    if (!picture || idr != unit.keyframe() || nals > UnitBuffer.MAX_NALS) {
      throw new AssertionError("no picture, or a wrong keyframe: " + nals + " NAL units");
    }
    ByteBuffer behind = unit.bytes().limit(unit.size() + AccessUnit.PADDING);
    for (int i = unit.size(); i < behind.limit(); i++) {
      if (behind.get(i) != 0) {
        throw new AssertionError("the padding is not zero");
      }
    }
  }
}
