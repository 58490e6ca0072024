package org.gengfu.ingest.rtsp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.rtsp.nal.VideoDepacketizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What is done with every byte that a camera sends, beside the plain words for it; a picture each,
 * of a group of pictures at 2 Mbit/s and 25 pictures a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StreamKernels {
  /** As much as Netty reads of a busy connection in one go. */
  private static final int READ_BYTES = 8_192;

  private static final int PICTURE_BYTES = 10_240;

  /** Mean of a picture; by it the table tells bytes a second. */
  @Param("" + PICTURE_BYTES)
  public int bytes;

  private Drawn drawn = Drawn.of(PICTURE_BYTES);
  private long seen;

  private final VideoDepacketizer h264Depacketizer =
      StreamParts.h264(PooledByteBufAllocator.DEFAULT, this::see);
  private final VideoDepacketizer h265Depacketizer =
      StreamParts.h265(PooledByteBufAllocator.DEFAULT, this::see);
  private final InterleavedDecoder decoder =
      new InterleavedDecoder(
          PooledByteBufAllocator.DEFAULT,
          new FrameSink((in, index, length) -> seen += length + in.getByte(index)));
  private final StreamTwins.H264 h264Twin = new StreamTwins.H264();
  private final StreamTwins.H265 h265Twin = new StreamTwins.H265();
  private final StreamTwins.Framing framingTwin = new StreamTwins.Framing();

  private void see(AccessUnit unit) {
    seen += unit.size();
  }

  /** What is received: packets in the memory of a read, packets and reads as arrays. */
  private record Drawn(
      StreamParts.Packets h264,
      StreamParts.Packets h265,
      List<byte[]> h264Packets,
      List<byte[]> h265Packets,
      List<ByteBuf> reads,
      List<byte[]> readArrays) {
    static Drawn of(int bytes) {
      DrawnStream h264 = new DrawnStream(StreamParts.h264(), bytes, 1);
      DrawnStream h265 = new DrawnStream(StreamParts.h265(), bytes, 1);
      List<ByteBuf> reads = h264.reads(READ_BYTES);
      return new Drawn(
          new StreamParts.Packets(h264),
          new StreamParts.Packets(h265),
          h264.packets,
          h265.packets,
          reads,
          reads.stream().map(ByteBufUtil::getBytes).toList());
    }
  }

  @Setup
  public void draw() {
    drawn = Drawn.of(bytes);
  }

  @TearDown
  public void close() {
    h264Depacketizer.close();
    h265Depacketizer.close();
    decoder.close();
  }

  @Benchmark
  @OperationsPerInvocation(DrawnStream.PICTURES)
  public long h264Depacketizing() {
    drawn.h264().feed(h264Depacketizer);
    drawn.h264().later();
    return seen;
  }

  @Benchmark
  @OperationsPerInvocation(DrawnStream.PICTURES)
  public long h264DepacketizingScalar() {
    return depacketized(h264Twin, drawn.h264Packets());
  }

  @Benchmark
  @OperationsPerInvocation(DrawnStream.PICTURES)
  public long h265Depacketizing() {
    drawn.h265().feed(h265Depacketizer);
    drawn.h265().later();
    return seen;
  }

  @Benchmark
  @OperationsPerInvocation(DrawnStream.PICTURES)
  public long h265DepacketizingScalar() {
    return depacketized(h265Twin, drawn.h265Packets());
  }

  private long depacketized(StreamTwins.Depacketizer twin, List<byte[]> packets) {
    for (byte[] packet : packets) {
      seen += twin.packet(packet).length;
    }
    return seen;
  }

  @Benchmark
  @OperationsPerInvocation(DrawnStream.PICTURES)
  public long interleavedFraming() {
    for (ByteBuf read : drawn.reads()) {
      decoder.read(read);
      read.readerIndex(0);
    }
    return seen;
  }

  @Benchmark
  @OperationsPerInvocation(DrawnStream.PICTURES)
  public long interleavedFramingScalar() {
    for (byte[] read : drawn.readArrays()) {
      for (byte[] frame : framingTwin.read(read)) {
        seen += frame.length + frame[0];
      }
    }
    return seen;
  }
}
