package org.gengfu.analytics.decode;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.jspecify.annotations.Nullable;

/**
 * Writes pictures into an MP4 that browsers play: H.264 by Cisco's OpenH264, which FFmpeg's LGPL
 * build carries. One thread at a time.
 */
public final class VideoWriter implements AutoCloseable {
  private static final int TICKS_PER_SECOND = 1000;
  private static final long NANOS_PER_TICK = 1_000_000;
  private static final int BITS_PER_SECOND = 1_000_000;

  /** How long the last picture is shown. */
  private static final long LAST_TICKS = 2 * TICKS_PER_SECOND;

  private static final int SAMPLES = 3;

  private final int width;
  private final int height;
  private final AVFormatContext format;
  private final AVCodecContext encoder;
  private final AVStream stream;
  private final AVFrame source;
  private final AVFrame target;
  private final AVPacket packet;
  private final SwsContext scaler;
  private long lastTick = -1;
  private @Nullable AVPacket waiting;
  private boolean closed;

  private VideoWriter(
      int width, int height, AVFormatContext format, AVCodecContext encoder, AVStream stream) {
    this.width = width;
    this.height = height;
    this.format = format;
    this.encoder = encoder;
    this.stream = stream;
    this.source = frame(avutil.AV_PIX_FMT_BGR24);
    this.target = frame(avutil.AV_PIX_FMT_YUV420P);
    this.packet = Libav.allocated(avcodec.av_packet_alloc());
    this.scaler = Libav.allocated(swscale.sws_alloc_context());
  }

  /**
   * Begins a file.
   *
   * @param file is overwritten
   * @param width even
   * @param height even
   * @throws IllegalStateException when it can't be written
   */
  public static VideoWriter open(Path file, int width, int height) {
    Libav.load();
    AVFormatContext format = new AVFormatContext(null);
    check(
        avformat.avformat_alloc_output_context2(
            format, (AVOutputFormat) null, "mp4", file.toString()),
        file);
    AVCodecContext encoder = encoder(width, height);
    try {
      AVStream stream = Libav.allocated(avformat.avformat_new_stream(format, null));
      check(avcodec.avcodec_parameters_from_context(stream.codecpar(), encoder), file);
      stream.time_base().num(1).den(TICKS_PER_SECOND);
      AVIOContext io = new AVIOContext(null);
      check(avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE), file);
      format.pb(io);
      check(avformat.avformat_write_header(format, (AVDictionary) null), file);
      return new VideoWriter(width, height, format, encoder, stream);
    } catch (RuntimeException failure) {
      avcodec.avcodec_free_context(encoder);
      if (format.pb() != null) {
        avformat.avio_closep(format.pb());
      }
      avformat.avformat_free_context(format);
      throw failure;
    }
  }

  private static AVCodecContext encoder(int width, int height) {
    AVCodec codec = avcodec.avcodec_find_encoder_by_name("libopenh264");
    if (codec == null) {
      throw new IllegalStateException("this FFmpeg has no libopenh264");
    }
    AVCodecContext context = Libav.allocated(avcodec.avcodec_alloc_context3(codec));
    context.width(width).height(height).pix_fmt(avutil.AV_PIX_FMT_YUV420P);
    context.time_base().num(1).den(TICKS_PER_SECOND);
    context.framerate().num(1).den(1);
    context.gop_size(5).max_b_frames(0).bit_rate(BITS_PER_SECOND).thread_count(1);
    context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
    AVDictionary options = new AVDictionary(null);
    avutil.av_dict_set(options, "allow_skip_frames", "0", 0);
    int result = avcodec.avcodec_open2(context, codec, options);
    avutil.av_dict_free(options);
    if (result < 0) {
      avcodec.avcodec_free_context(context);
      throw new IllegalStateException("no H.264 encoder: " + Libav.words(result));
    }
    return context;
  }

  private AVFrame frame(int pixelFormat) {
    AVFrame frame = Libav.allocated(avutil.av_frame_alloc());
    frame.width(width).height(height).format(pixelFormat);
    check(avutil.av_frame_get_buffer(frame, 0), "a picture");
    return frame;
  }

  /**
   * Appends a picture.
   *
   * @param bgr blue, green, red, row by row without padding
   * @param nanos time since the start; later than that of the picture before, else the picture is
   *     left out
   * @throws IllegalStateException when it can't be written
   */
  public void write(byte[] bgr, long nanos) {
    long tick = nanos / NANOS_PER_TICK;
    if (tick <= lastTick) {
      return;
    }
    int row = SAMPLES * width;
    for (int y = 0; y < height; y++) {
      source.data(0).position((long) y * source.linesize(0)).put(bgr, y * row, row);
    }
    source.data(0).position(0);
    check(avutil.av_frame_make_writable(target), "a picture");
    check(swscale.sws_scale_frame(scaler, target, source), "a picture");
    target.pts(tick);
    lastTick = tick;
    check(avcodec.avcodec_send_frame(encoder, target), "a picture");
    receive();
  }

  /** A packet is written when the next one says how long it lasts. */
  private void receive() {
    while (true) {
      int result = avcodec.avcodec_receive_packet(encoder, packet);
      if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF) {
        return;
      }
      check(result, "a picture");
      flush(packet.pts());
      waiting = Libav.allocated(avcodec.av_packet_clone(packet));
      avcodec.av_packet_unref(packet);
    }
  }

  private void flush(long next) {
    AVPacket due = waiting;
    if (due != null) {
      waiting = null;
      due.duration(next - due.pts());
      due.stream_index(stream.index());
      AVRational ticks = new AVRational().num(1).den(TICKS_PER_SECOND);
      avcodec.av_packet_rescale_ts(due, ticks, stream.time_base());
      int result = avformat.av_interleaved_write_frame(format, due);
      avcodec.av_packet_free(due);
      check(result, "a picture");
    }
  }

  private static void check(int result, Object what) {
    if (result < 0) {
      throw new IllegalStateException(what + " can't be written: " + Libav.words(result));
    }
  }

  /**
   * Ends the file.
   *
   * @throws IllegalStateException when its end can't be written
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      check(avcodec.avcodec_send_frame(encoder, null), "the end");
      receive();
      flush(lastTick + LAST_TICKS);
      check(avformat.av_write_trailer(format), "the end");
    } finally {
      avformat.avio_closep(format.pb());
      avformat.avformat_free_context(format);
      avcodec.avcodec_free_context(encoder);
      avutil.av_frame_free(source);
      avutil.av_frame_free(target);
      avcodec.av_packet_free(packet);
      swscale.sws_free_context(scaler);
    }
  }
}
