package org.gengfu.analytics.decode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * Makes colour JPEGs of decoded pictures, scaled down first: libswscale and libavcodec's mjpeg,
 * which take a fraction of ImageIO's time as they never leave YUV. Thread-safe; one caller at a
 * time gets through, a picture takes about a millisecond.
 */
public final class JpegEncoder implements AutoCloseable {
  /** Snapshots of a wall and evidence pictures come in a few sizes. */
  private static final int MAX_ENCODERS = 6;

  /** mjpeg's quantiser, 2 (best) to 31: at 3 a street's text stays sharp, 720p takes 100 kB. */
  private static final int QUANTISER = 3;

  private final Deque<AVCodecContext> encoders = new ArrayDeque<>();
  private @Nullable SwsContext scaler;

  /**
   * Makes a JPEG.
   *
   * @param picture the picture
   * @param maxWidth greatest width in pixels; a wider picture is scaled down, none is scaled up
   * @param box drawn as an outline; null for none
   * @throws IllegalStateException when libav refuses the picture
   */
  public byte[] encode(Picture picture, int maxWidth, @Nullable Box box) {
    return encode(picture, maxWidth, box, List.of());
  }

  /**
   * Makes a JPEG in which parts can't be recognised.
   *
   * @param picture the picture
   * @param maxWidth greatest width in pixels; a wider picture is scaled down, none is scaled up
   * @param box drawn as an outline; what lies in it stays sharp; null for none
   * @param pixelated places that are coarsened
   * @throws IllegalStateException when libav refuses the picture
   */
  public byte[] encode(Picture picture, int maxWidth, @Nullable Box box, List<Box> pixelated) {
    return encode(picture, maxWidth, box, pixelated, box);
  }

  /**
   * Makes a JPEG in which parts can't be recognised, perhaps also of what the outline is around.
   *
   * @param picture the picture
   * @param maxWidth greatest width in pixels; a wider picture is scaled down, none is scaled up
   * @param box drawn as an outline; null for none
   * @param pixelated places that are coarsened
   * @param sharp stays as it is, even where it lies in such a place; null for nothing
   * @throws IllegalStateException when libav refuses the picture
   */
  public synchronized byte[] encode(
      Picture picture, int maxWidth, @Nullable Box box, List<Box> pixelated, @Nullable Box sharp) {
    int width = even(Math.min(maxWidth, picture.width()));
    int height = even((int) Math.round((double) picture.height() * width / picture.width()));
    AVFrame target = scaled(picture.frame(), width, height);
    try {
      Pixelator.pixelate(target, pixelated, sharp);
      if (box != null) {
        BoxPainter.paint(target, box);
      }
      return compress(target);
    } finally {
      avutil.av_frame_free(target);
    }
  }

  @Override
  public synchronized void close() {
    encoders.forEach(avcodec::avcodec_free_context);
    encoders.clear();
    if (scaler != null) {
      swscale.sws_free_context(scaler);
      scaler = null;
    }
  }

  /** Chroma has one sample for two pixels; smaller than 2 no picture can be. */
  private static int even(int pixels) {
    return Math.max(2, pixels & ~1);
  }

  private AVFrame scaled(AVFrame source, int width, int height) {
    if (scaler == null) {
      scaler = Libav.allocated(swscale.sws_alloc_context());
      // Every source pixel counts: nearest or bilinear would let thin things flicker in and out.
      scaler.flags(swscale.SWS_AREA);
    }
    AVFrame target = Libav.allocated(avutil.av_frame_alloc());
    target.width(width).height(height).format(avutil.AV_PIX_FMT_YUV420P);
    // JFIF: full range, BT.601.
    target.color_range(avutil.AVCOL_RANGE_JPEG).colorspace(avutil.AVCOL_SPC_BT470BG);
    int result = avutil.av_frame_get_buffer(target, 0);
    if (result >= 0) {
      result = swscale.sws_scale_frame(scaler, target, source);
    }
    if (result < 0) {
      avutil.av_frame_free(target);
      throw new IllegalStateException("the picture does not scale: " + Libav.words(result));
    }
    return target;
  }

  private byte[] compress(AVFrame frame) {
    AVCodecContext encoder = encoderFor(frame.width(), frame.height());
    frame.quality(avutil.FF_QP2LAMBDA * QUANTISER);
    AVPacket packet = Libav.allocated(avcodec.av_packet_alloc());
    try {
      int result = avcodec.avcodec_send_frame(encoder, frame);
      if (result >= 0) {
        result = avcodec.avcodec_receive_packet(encoder, packet);
      }
      if (result < 0) {
        encoders.remove(encoder);
        avcodec.avcodec_free_context(encoder);
        throw new IllegalStateException("no JPEG of this picture: " + Libav.words(result));
      }
      byte[] jpeg = new byte[packet.size()];
      packet.data().get(jpeg);
      return jpeg;
    } finally {
      avcodec.av_packet_free(packet);
    }
  }

  /** The encoder of this size, most recently used first. */
  private AVCodecContext encoderFor(int width, int height) {
    for (Iterator<AVCodecContext> all = encoders.iterator(); all.hasNext(); ) {
      AVCodecContext encoder = all.next();
      if (encoder.width() == width && encoder.height() == height) {
        all.remove();
        encoders.addFirst(encoder);
        return encoder;
      }
    }
    AVCodecContext opened = open(width, height);
    encoders.addFirst(opened);
    if (encoders.size() > MAX_ENCODERS) {
      avcodec.avcodec_free_context(encoders.removeLast());
    }
    return opened;
  }

  private static AVCodecContext open(int width, int height) {
    AVCodec codec = Libav.allocated(avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_MJPEG));
    AVCodecContext context = Libav.allocated(avcodec.avcodec_alloc_context3(codec));
    context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.color_range(avutil.AVCOL_RANGE_JPEG).colorspace(avutil.AVCOL_SPC_BT470BG);
    context.time_base().num(1).den(1);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_QSCALE);
    context.global_quality(avutil.FF_QP2LAMBDA * QUANTISER);
    context.thread_count(1);
    int result = avcodec.avcodec_open2(context, codec, (AVDictionary) null);
    if (result < 0) {
      avcodec.avcodec_free_context(context);
      throw new IllegalStateException(
          "no JPEG of " + width + "×" + height + ": " + Libav.words(result));
    }
    return context;
  }
}
