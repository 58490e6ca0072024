package org.gengfu.ingest.rtsp.audio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.rtsp.rtp.RtpHeader;
import org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival;

/** Feeds a depacketizer of sound with payloads and notes what comes out. */
final class SoundFeed implements AudioDepacketizer.Output {
  final List<String> seen = new ArrayList<>();

  /** How the next packet arrives; after it {@link Arrival#NEXT}. */
  Arrival next = Arrival.FRESH;

  /** Packets from this timestamp on have a time; those before are to be left out. */
  int from;

  private final RtpHeader header = new RtpHeader();
  private final AudioDepacketizer depacketizer;

  SoundFeed(Function<AudioDepacketizer.Output, AudioDepacketizer> maker) {
    depacketizer = maker.apply(this);
  }

  @Override
  public long pts(int timestamp) {
    return timestamp < from ? Long.MIN_VALUE : timestamp;
  }

  @Override
  public void unit(AudioUnit unit) {
    ByteBuffer in = unit.bytes();
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    seen.add(unit.pts() + " " + unit.samples() + " " + HexFormat.of().formatHex(bytes));
  }

  void packet(int timestamp, String payload) {
    packet(timestamp, HexFormat.of().parseHex(payload));
  }

  void packet(int timestamp, byte[] payload) {
    ByteBuf in = Unpooled.buffer(12 + payload.length);
    in.writeByte(0x80).writeByte(97).writeShort(0).writeInt(timestamp).writeInt(1);
    in.writeBytes(payload);
    assertThat(header.read(in, 0, in.readableBytes())).isTrue();
    depacketizer.packet(in, header, next);
    next = Arrival.NEXT;
  }

  long malformed() {
    return depacketizer.malformedPackets();
  }
}
