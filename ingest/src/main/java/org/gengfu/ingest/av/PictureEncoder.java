package org.gengfu.ingest.av;

import java.time.Instant;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.gengfu.core.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scales decoded pictures and encodes them as H.264 that every browser plays: constrained baseline,
 * a keyframe about every two seconds, no delay: one picture in, one access unit out. For one
 * thread.
 */
final class PictureEncoder implements AutoCloseable {
  /** Between keyframes. */
  static final long KEYFRAME_PTS = 2 * AccessUnit.PTS_PER_SECOND;

  /** A picture of a scene, encoded by OpenH264, is good from about so many bits a pixel. */
  private static final double BITS_PER_PIXEL = 0.09;

  private static final int NO_PERIOD = 10_000;

  private final EncodeLimits limits;
  private final SwsContext scaler;
  private final AVPacket packet;
  private @Nullable AVCodecContext encoder;
  private @Nullable AVFrame scaled;
  private UnitWriter writer = new UnitWriter(new H264Rules(), new byte[0]);
  private int sourceWidth;
  private int sourceHeight;
  private long lastKeyframePts;
  private long lastPts;
  private boolean keyframeWanted = true;

  PictureEncoder(EncodeLimits limits) {
    this.limits = limits;
    scaler = Libav.allocated(swscale.sws_alloc_context());
    scaler.flags(swscale.SWS_FAST_BILINEAR);
    packet = Libav.allocated(avcodec.av_packet_alloc());
  }

  /** The next picture is a keyframe. */
  void wantKeyframe() {
    keyframeWanted = true;
  }

  /**
   * Encodes a picture.
   *
   * @param pts its presentation time, later than that of the one before
   * @return given with one reference; null where the encoder gave nothing
   * @throws IllegalStateException when libav refuses
   */
  @Nullable AccessUnit encode(AVFrame picture, long pts, Instant wallClock) {
    AVCodecContext open = encoderFor(picture);
    AVFrame ready = scale(picture);
    boolean key = keyframeWanted || pts - lastKeyframePts >= KEYFRAME_PTS || pts <= lastKeyframePts;
    ready.pict_type(key ? avutil.AV_PICTURE_TYPE_I : avutil.AV_PICTURE_TYPE_NONE);
    lastPts = Math.max(lastPts + 1, pts);
    ready.pts(lastPts);
    check(avcodec.avcodec_send_frame(open, ready), "take a picture");
    int result = avcodec.avcodec_receive_packet(open, packet);
    if (result == avutil.AVERROR_EAGAIN()) {
      return null;
    }
    check(result, "encode");
    try {
      AccessUnit unit =
          writer.write(packet.data().capacity(packet.size()).asByteBuffer(), pts, wallClock);
      if (unit != null && unit.keyframe()) {
        keyframeWanted = false;
        lastKeyframePts = pts;
      }
      return unit;
    } finally {
      avcodec.av_packet_unref(packet);
    }
  }

  private AVFrame scale(AVFrame picture) {
    AVFrame target = scaled;
    if (target == null) {
      throw new IllegalStateException("no encoder is open");
    }
    check(avutil.av_frame_make_writable(target), "write a picture");
    check(swscale.sws_scale_frame(scaler, target, picture), "scale");
    return target;
  }

  /** The encoder for pictures of this size: a new one where the size has changed. */
  private AVCodecContext encoderFor(AVFrame picture) {
    if (encoder != null && picture.width() == sourceWidth && picture.height() == sourceHeight) {
      return encoder;
    }
    closeEncoder();
    sourceWidth = picture.width();
    sourceHeight = picture.height();
    int width = even(Math.min(limits.maxWidth(), sourceWidth));
    int height = even((int) Math.round((double) sourceHeight * width / sourceWidth));
    AVFrame target = Libav.allocated(avutil.av_frame_alloc());
    scaled = target;
    target.width(width).height(height).format(avutil.AV_PIX_FMT_YUV420P);
    target.color_range(avutil.AVCOL_RANGE_MPEG);
    check(avutil.av_frame_get_buffer(target, 0), "allocate a picture");
    writer = new UnitWriter(new H264Rules(), new byte[0]);
    keyframeWanted = true;
    AVCodecContext opened = open(width, height, limits.maxPicturesPerSecond());
    encoder = opened;
    return opened;
  }

  /** OpenH264 takes no less than 16 pixels a side; chroma has one sample for two pixels. */
  private static int even(int pixels) {
    return Math.max(16, pixels & ~1);
  }

  private static AVCodecContext open(int width, int height, int rate) {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name("libopenh264");
    if (codec == null) {
      throw new IllegalStateException("this FFmpeg has no libopenh264");
    }
    AVCodecContext context = Libav.allocated(avcodec.avcodec_alloc_context3(codec));
    context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.color_range(avutil.AVCOL_RANGE_MPEG);
    context.time_base(new AVRational().num(1).den((int) AccessUnit.PTS_PER_SECOND));
    context.framerate(new AVRational().num(rate).den(1));
    context.gop_size(NO_PERIOD).max_b_frames(0).thread_count(1);
    context.bit_rate(Math.round(width * (double) height * rate * BITS_PER_PIXEL));
    AVDictionary options = new AVDictionary(null);
    try {
      avutil.av_dict_set(options, "profile", "constrained_baseline", 0);
      avutil.av_dict_set(options, "rc_mode", "quality", 0);
      avutil.av_dict_set(options, "allow_skip_frames", "0", 0);
      int result = avcodec.avcodec_open2(context, codec, options);
      if (result < 0) {
        avcodec.avcodec_free_context(context);
        check(result, "open libopenh264");
      }
    } finally {
      avutil.av_dict_free(options);
    }
    return context;
  }

  private static void check(int result, String what) {
    if (result < 0) {
      throw new IllegalStateException("libav could not " + what + ": " + Libav.words(result));
    }
  }

  private void closeEncoder() {
    if (encoder != null) {
      avcodec.avcodec_free_context(encoder);
      encoder = null;
    }
    if (scaled != null) {
      avutil.av_frame_free(scaled);
      scaled = null;
    }
  }

  @Override
  public void close() {
    closeEncoder();
    avcodec.av_packet_free(packet);
    swscale.sws_free_context(scaler);
  }
}
