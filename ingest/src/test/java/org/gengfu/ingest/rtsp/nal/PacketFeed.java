package org.gengfu.ingest.rtsp.nal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;
import org.gengfu.ingest.rtsp.rtp.StreamClock;

/** Feeds a depacketizer with payloads and notes what comes out. */
public final class PacketFeed implements AutoCloseable {
  /** What came out, the bytes as hexadecimal digits. */
  public record Seen(long pts, boolean keyframe, String bytes, VideoFormat format) {}

  public final List<Seen> seen = new ArrayList<>();
  public final VideoDepacketizer depacketizer;

  /** How the next packet arrives; after it {@link Arrival#NEXT}. */
  public Arrival next = Arrival.FRESH;

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
  private final RtpHeader header = new RtpHeader();

  /** Makes the depacketizer under test. */
  public interface Maker {
    VideoDepacketizer make(UnpooledByteBufAllocator allocator, UnitAssembler.Output output);
  }

  public PacketFeed(Maker maker) {
    depacketizer =
        maker.make(
            allocator,
            new UnitAssembler.Output(
                new StreamClock(0, 90_000),
                () -> Instant.parse("2026-11-22T00:00:00Z"),
                () -> 0,
                this::see));
  }

  private void see(AccessUnit unit) {
    byte[] copy = new byte[unit.size()];
    unit.bytes().get(copy);
    ByteBuffer padding = unit.bytes().limit(unit.size() + AccessUnit.PADDING);
    for (int i = unit.size(); i < padding.limit(); i++) {
      assertThat(padding.get(i)).as("padding for FFmpeg's bit reader").isZero();
    }
    seen.add(new Seen(unit.pts(), unit.keyframe(), HexFormat.of().formatHex(copy), unit.format()));
  }

  /** Packets of one timestamp. */
  public void packet(int timestamp, boolean marker, byte[]... payloads) {
    for (byte[] payload : payloads) {
      ByteBuf in = Unpooled.buffer(12 + payload.length);
      in.writeByte(0x80).writeByte(marker ? 0xe0 : 0x60).writeShort(0).writeInt(timestamp);
      in.writeInt(1).writeBytes(payload);
      assertThat(header.read(in, 0, in.readableBytes())).isTrue();
      depacketizer.packet(in, header, next);
      next = Arrival.NEXT;
    }
  }

  /** Each unit is NAL units behind their lengths, without a rest. */
  public void assertWellFormed() {
    for (Seen one : seen) {
      ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(one.bytes()));
      while (in.hasRemaining()) {
        int length = in.getInt();
        assertThat(length).isBetween(1, in.remaining());
        in.position(in.position() + length);
      }
    }
  }

  public <T> List<T> all(Function<Seen, T> what) {
    return seen.stream().map(what).toList();
  }

  @Override
  public void close() {
    depacketizer.close();
    assertThat(allocator.metric().usedDirectMemory()).as("memory not freed").isZero();
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** NAL units as an access unit has them. */
  public static String lengths(byte[]... nals) {
    StringBuilder out = new StringBuilder();
    for (byte[] nal : nals) {
      out.append(String.format("%08x", nal.length)).append(HexFormat.of().formatHex(nal));
    }
    return out.toString();
  }

  public static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
