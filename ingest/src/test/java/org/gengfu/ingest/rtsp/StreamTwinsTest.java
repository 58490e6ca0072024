package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.rtsp.nal.VideoDepacketizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receiving gives what the plain words for it give. */
class StreamTwinsTest {
  private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);

  @ParameterizedTest
  @ValueSource(ints = {3, 700, 1_448, 8_192, 65_536})
  void interleavedFraming(int readBytes) {
    DrawnStream stream = new DrawnStream(StreamParts.h264(), 3_000, 5);
    List<byte[]> frames = new ArrayList<>();
    List<byte[]> twins = new ArrayList<>();
    InterleavedDecoder decoder =
        new InterleavedDecoder(
            memory,
            new FrameSink(
                (in, index, length) -> frames.add(ByteBufUtil.getBytes(in, index, length))));
    StreamTwins.Framing twin = new StreamTwins.Framing();
    for (ByteBuf read : stream.reads(readBytes)) {
      twins.addAll(twin.read(ByteBufUtil.getBytes(read)));
      decoder.read(read);
    }
    decoder.close();
    assertThat(frames).containsExactlyElementsOf(twins).containsExactlyElementsOf(stream.packets);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 1_300, 10_240})
  void h264Depacketizer(int mean) {
    DrawnStream stream = new DrawnStream(StreamParts.h264(), mean, 7);
    compare(stream, sink -> StreamParts.h264(memory, sink), new StreamTwins.H264());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 1_300, 10_240})
  void h265Depacketizer(int mean) {
    DrawnStream stream = new DrawnStream(StreamParts.h265(), mean, 7);
    compare(stream, sink -> StreamParts.h265(memory, sink), new StreamTwins.H265());
  }

  private interface Maker {
    VideoDepacketizer make(Consumer<AccessUnit> sink);
  }

  private void compare(DrawnStream stream, Maker maker, StreamTwins.Depacketizer twin) {
    List<byte[]> pictures = new ArrayList<>();
    VideoDepacketizer depacketizer =
        maker.make(
            unit -> {
              byte[] copy = new byte[unit.size()];
              unit.bytes().get(copy);
              pictures.add(copy);
            });
    new StreamParts.Packets(stream).feed(depacketizer);
    depacketizer.close();
    List<byte[]> twins =
        stream.packets.stream().map(twin::packet).filter(picture -> picture.length > 0).toList();
    assertThat(pictures).hasSize(DrawnStream.PICTURES).containsExactlyElementsOf(twins);
    assertThat(depacketizer.damagedUnits() + depacketizer.malformedPackets()).isZero();
    assertThat(memory.metric().usedDirectMemory()).isZero();
  }

  @Test
  void aStreamThatIsSentOverAndOverGoesOn() {
    List<Long> times = new ArrayList<>();
    VideoDepacketizer depacketizer = StreamParts.h264(memory, unit -> times.add(unit.pts()));
    StreamParts.Packets packets =
        new StreamParts.Packets(new DrawnStream(StreamParts.h264(), 3_000, 5));
    packets.feed(depacketizer);
    packets.later();
    packets.feed(depacketizer);
    depacketizer.close();
    assertThat(times).hasSize(2 * DrawnStream.PICTURES).isSorted().doesNotHaveDuplicates();
  }
}
