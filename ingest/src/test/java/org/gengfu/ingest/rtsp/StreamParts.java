package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.rtsp.h264.H264Depacketizer;
import org.gengfu.ingest.rtsp.h264.H264ParameterSets;
import org.gengfu.ingest.rtsp.h265.H265Depacketizer;
import org.gengfu.ingest.rtsp.h265.H265ParameterSets;
import org.gengfu.ingest.rtsp.nal.UnitAssembler;
import org.gengfu.ingest.rtsp.nal.VideoDepacketizer;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.rtsp.rtp.StreamClock;

/** The parts that receive a drawn stream, as the receiver joins them. */
final class StreamParts {
  private static final int TICKS_A_GROUP = 90_000;
  private static final int TIMESTAMP = 4;
  private static final byte[] SPS = hex("674d4016da0280bfe584000003000400000300783c58ba80");
  private static final byte[] PPS = hex("68ef32c8");
  private static final byte[] VPS_265 = hex("40010c01ffff016000000300900000030000030078ba0240");
  private static final byte[] SPS_265 =
      hex("420101016000000300900000030000030078a003c08010e596ea4932b9a02000000300200000030321");
  private static final byte[] PPS_265 = hex("4401c172b46240");

  private StreamParts() {}

  static DrawnStream.Packing h264() {
    return new DrawnStream.H264(SPS, PPS);
  }

  static DrawnStream.Packing h265() {
    return new DrawnStream.H265(VPS_265, SPS_265, PPS_265);
  }

  static VideoDepacketizer h264(ByteBufAllocator memory, Consumer<AccessUnit> sink) {
    return new H264Depacketizer(memory, new H264ParameterSets(), output(sink));
  }

  static VideoDepacketizer h265(ByteBufAllocator memory, Consumer<AccessUnit> sink) {
    return new H265Depacketizer(memory, new H265ParameterSets(), output(sink));
  }

  private static UnitAssembler.Output output(Consumer<AccessUnit> sink) {
    return new UnitAssembler.Output(new StreamClock(0, 90_000), () -> Instant.EPOCH, () -> 0, sink);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  /** The packets of a group, one behind the other as they lie in the memory of a read. */
  static final class Packets {
    private final ByteBuf memory = Unpooled.directBuffer();
    private final int[] begins;
    private final RtpHeader header = new RtpHeader();
    private Arrival next = Arrival.FRESH;

    Packets(DrawnStream stream) {
      begins = new int[stream.packets.size() + 1];
      for (int i = 0; i < stream.packets.size(); i++) {
        memory.writeBytes(stream.packets.get(i));
        begins[i + 1] = memory.writerIndex();
      }
    }

    /** All of them, once. */
    void feed(VideoDepacketizer depacketizer) {
      for (int i = 0; i < begins.length - 1; i++) {
        if (!header.read(memory, begins[i], begins[i + 1] - begins[i])) {
          throw new IllegalStateException("no RTP packet");
        }
        depacketizer.packet(memory, header, next);
        next = Arrival.NEXT;
      }
    }

    /** A group later: time goes on, for a stream that is sent over and over. */
    void later() {
      for (int i = 0; i < begins.length - 1; i++) {
        int at = begins[i] + TIMESTAMP;
        memory.setInt(at, memory.getInt(at) + TICKS_A_GROUP);
      }
    }
  }
}
