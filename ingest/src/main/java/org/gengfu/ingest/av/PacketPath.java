package org.gengfu.ingest.av;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.gengfu.core.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * From a stream's packets to access units: as they are where they can be passed on, else encoded
 * anew. What can't be passed on: other codecs than H.264 and H.265, and pictures that come in
 * another order than they are shown (B-pictures), which no camera sends.
 */
final class PacketPath implements AutoCloseable {
  private final AVCodecParameters parameters;
  private final EncodeLimits limits;
  private final @Nullable UnitWriter writer;
  private final boolean standAlone;
  private @Nullable Reencoder reencoder;
  private boolean awaitingKeyframe = true;
  private long lastPts = Long.MIN_VALUE;
  private int damaged;

  /**
   * @throws IllegalStateException where there is no decoder for a stream that needs one
   */
  PacketPath(AVCodecParameters parameters, EncodeLimits limits) {
    this.parameters = parameters;
    this.limits = limits;
    int codec = parameters.codec_id();
    NalRules rules = parameters.video_delay() == 0 ? rules(codec) : null;
    writer = rules == null ? null : new UnitWriter(rules, extradata(parameters));
    standAlone = codec == avcodec.AV_CODEC_ID_MJPEG;
    if (writer == null) {
      reencoder = Reencoder.of(parameters, limits);
    }
  }

  private static @Nullable NalRules rules(int codec) {
    return switch (codec) {
      case avcodec.AV_CODEC_ID_H264 -> new H264Rules();
      case avcodec.AV_CODEC_ID_HEVC -> new H265Rules();
      default -> null;
    };
  }

  private static byte[] extradata(AVCodecParameters parameters) {
    return bytes(parameters.extradata(), parameters.extradata_size());
  }

  private static byte[] bytes(@Nullable BytePointer from, long size) {
    if (from == null || from.isNull() || size <= 0 || size > UnitWriter.MAX_BYTES) {
      return new byte[0];
    }
    byte[] copy = new byte[(int) size];
    from.capacity(size).get(copy);
    return copy;
  }

  /** Pictures left out as they, or what they refer to, were broken. */
  int damaged() {
    return damaged;
  }

  /**
   * Takes the next packet.
   *
   * @param pts its presentation time, 90,000 units a second
   * @param sink is given each unit with one reference
   */
  void take(AVPacket packet, long pts, LongFunction<Instant> wallClock, Consumer<AccessUnit> sink) {
    if (reencoder == null && pts < lastPts && lastPts - pts < AccessUnit.PTS_PER_SECOND) {
      reencoder = Reencoder.of(parameters, limits);
    }
    lastPts = pts;
    if (reencoder == null) {
      passOn(packet, pts, wallClock, sink);
    } else if (!standAlone || !reencoder.leavesOut(pts)) {
      Reencoder.stamp(packet, pts);
      if (!reencoder.feed(packet, wallClock, sink)) {
        damaged++;
      }
    }
  }

  private void passOn(
      AVPacket packet, long pts, LongFunction<Instant> wallClock, Consumer<AccessUnit> sink) {
    UnitWriter out = writer;
    if (out == null) {
      throw new IllegalStateException("nothing passes on this path");
    }
    takeNewExtradata(packet, out);
    boolean corrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
    ByteBuffer picture = packet.data().capacity(packet.size()).asByteBuffer();
    AccessUnit unit = corrupt ? null : out.write(picture, pts, wallClock.apply(pts));
    if (unit == null) {
      damaged++;
      awaitingKeyframe = true;
    } else if (awaitingKeyframe && !unit.keyframe()) {
      unit.release();
    } else {
      awaitingKeyframe = false;
      sink.accept(unit);
    }
  }

  /** FLV tells changed parameter sets so. */
  private static void takeNewExtradata(AVPacket packet, UnitWriter out) {
    if (packet.side_data_elems() > 0) {
      try (SizeTPointer size = new SizeTPointer(1)) {
        BytePointer data =
            avcodec.av_packet_get_side_data(packet, avcodec.AV_PKT_DATA_NEW_EXTRADATA, size);
        byte[] changed = bytes(data, size.get());
        if (changed.length > 0) {
          out.extradata(changed);
        }
      }
    }
  }

  @Override
  public void close() {
    if (reencoder != null) {
      reencoder.close();
      reencoder = null;
    }
  }

  @Override
  public String toString() {
    return Reencoder.codecName(parameters) + (reencoder == null ? ", passed on" : ", encoded anew");
  }
}
