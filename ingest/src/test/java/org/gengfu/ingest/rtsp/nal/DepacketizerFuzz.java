package org.gengfu.ingest.rtsp.nal;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
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
public final class DepacketizerFuzz {
  private final NalSyntax syntax;

  /** Makes the depacketizer under test. */
  public interface Maker {
    VideoDepacketizer make(ByteBufAllocator allocator, UnitAssembler.Output output);
  }

  private DepacketizerFuzz(NalSyntax syntax) {
    this.syntax = syntax;
  }

  /** Feeds one depacketizer with what the fuzzer has thought of. */
  public static void run(byte[] data, NalSyntax syntax, Maker maker) {
    FuzzInput input = new FuzzInput(data);
    UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);
    VideoDepacketizer depacketizer =
        maker.make(
            memory,
            new UnitAssembler.Output(
                new StreamClock(0, 90_000),
                () -> Instant.EPOCH,
                () -> 0,
                new DepacketizerFuzz(syntax)::check));
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

  private void check(AccessUnit unit) {
    ByteBuffer bytes = unit.bytes();
    boolean keyframe = false;
    boolean picture = false;
    int nals = 0;
    while (bytes.hasRemaining()) {
      int length = bytes.remaining() < 4 ? -1 : bytes.getInt();
      if (length < syntax.headerBytes() || length > bytes.remaining()) {
        throw new AssertionError("a NAL unit of " + length + " of " + bytes.remaining());
      }
      int at = bytes.position();
      int header = syntax.headerBytes() == 1 ? bytes.get(at) & 0xff : bytes.getShort(at) & 0xffff;
      NalKind kind = syntax.kind(header);
      if (!kind.ofPicture() && kind != NalKind.SEI) {
        throw new AssertionError("a NAL unit with the header " + header);
      }
      keyframe |= kind.ofKeyframe();
      picture |= kind.ofPicture();
      bytes.position(at + length);
      nals++;
    }
    if (!picture || keyframe != unit.keyframe() || nals > UnitAssembler.MAX_NALS) {
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
