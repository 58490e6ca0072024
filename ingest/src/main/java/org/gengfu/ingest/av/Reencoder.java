package org.gengfu.ingest.av;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** Encoded pictures of any codec in, H.264 out, at a bounded size and rate. For one thread. */
final class Reencoder implements AutoCloseable {
  /** AV_FRAME_FLAG_CORRUPT, which the presets leave out. */
  private static final int FLAG_CORRUPT = 1;

  private final AVCodecContext decoder;
  private final AVFrame frame;
  private final PictureEncoder encoder;
  private final long stepPts;
  private long duePts = Long.MIN_VALUE;

  private Reencoder(AVCodecContext decoder, EncodeLimits limits) {
    this.decoder = decoder;
    this.frame = Libav.allocated(avutil.av_frame_alloc());
    this.encoder = new PictureEncoder(limits);
    this.stepPts = AccessUnit.PTS_PER_SECOND / limits.maxPicturesPerSecond();
  }

  /**
   * For a stream of an input.
   *
   * @throws IllegalStateException where there is no decoder for it
   */
  static Reencoder of(AVCodecParameters parameters, EncodeLimits limits) {
    return open(
        parameters.codec_id(),
        context -> avcodec.avcodec_parameters_to_context(context, parameters),
        limits);
  }

  /**
   * For a camera's access units.
   *
   * @throws IllegalStateException where the decoder does not open
   */
  static Reencoder of(VideoFormat format, EncodeLimits limits) {
    int codecId =
        switch (format.codec()) {
          case H264 -> avcodec.AV_CODEC_ID_H264;
          case H265 -> avcodec.AV_CODEC_ID_HEVC;
        };
    return open(codecId, context -> setExtradata(context, format.decoderConfiguration()), limits);
  }

  private interface Setup {
    int apply(AVCodecContext context);
  }

  private static Reencoder open(int codecId, Setup setup, EncodeLimits limits) {
    Libav.load();
    AVCodec codec = avcodec.avcodec_find_decoder(codecId);
    if (codec == null) {
      throw new IllegalStateException(
          "no decoder for " + avcodec.avcodec_get_name(codecId).getString());
    }
    AVCodecContext context = Libav.allocated(avcodec.avcodec_alloc_context3(codec));
    int result = setup.apply(context);
    if (result >= 0) {
      // One thread: frame threads would each delay by a picture.
      context.thread_count(1);
      result = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
    }
    if (result < 0) {
      avcodec.avcodec_free_context(context);
      throw new IllegalStateException("the decoder does not open: " + Libav.words(result));
    }
    return new Reencoder(context, limits);
  }

  private static int setExtradata(AVCodecContext context, byte[] record) {
    BytePointer copy =
        new BytePointer(
            Libav.allocated(
                avutil.av_mallocz(record.length + (long) avcodec.AV_INPUT_BUFFER_PADDING_SIZE)));
    copy.put(record, 0, record.length);
    context.extradata(copy);
    context.extradata_size(record.length);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_LOW_DELAY);
    return 0;
  }

  /** Whether a picture with this time would be left out; one that stands alone need not be fed. */
  boolean leavesOut(long pts) {
    return duePts != Long.MIN_VALUE && pts < duePts - stepPts / 4 && duePts - pts <= 2 * stepPts;
  }

  /** A new viewer waits: the next picture is a keyframe. */
  void wantKeyframe() {
    encoder.wantKeyframe();
  }

  /**
   * Decodes a packet and encodes what comes of it.
   *
   * @param packet with its presentation time in 90,000 units a second as its timestamp
   * @param wallClock of a presentation time
   * @param sink is given each unit with one reference
   * @return false where the packet could not be decoded
   */
  boolean feed(AVPacket packet, LongFunction<Instant> wallClock, Consumer<AccessUnit> sink) {
    int result = avcodec.avcodec_send_packet(decoder, packet);
    boolean sound = result >= 0;
    while (avcodec.avcodec_receive_frame(decoder, frame) >= 0) {
      long pts = frame.best_effort_timestamp();
      boolean whole = (frame.flags() & FLAG_CORRUPT) == 0;
      if (pts != avutil.AV_NOPTS_VALUE && whole && !leavesOut(pts)) {
        boolean jumped = duePts == Long.MIN_VALUE || Math.abs(pts - duePts) > 2 * stepPts;
        duePts = (jumped ? pts : duePts) + stepPts;
        AccessUnit unit = encoder.encode(frame, pts, wallClock.apply(pts));
        if (unit != null) {
          sink.accept(unit);
        }
      }
      avutil.av_frame_unref(frame);
    }
    return sound;
  }

  @Override
  public void close() {
    encoder.close();
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(decoder);
  }

  /** The packet's own fields, where it is fed on the thread that reads: its data are untouched. */
  static void stamp(AVPacket packet, long pts) {
    packet.pts(pts).dts(avutil.AV_NOPTS_VALUE);
  }

  static @Nullable String codecName(AVCodecParameters parameters) {
    BytePointer name = avcodec.avcodec_get_name(parameters.codec_id());
    return name == null ? null : name.getString();
  }
}
