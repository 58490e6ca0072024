package org.gengfu.ingest.av;

import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.source.StreamTarget;
import org.jspecify.annotations.Nullable;

/**
 * The encoded pictures of one input's video stream, and its sound where that is wanted. Lives on
 * its {@link InputWorker}.
 */
final class AvReader implements AutoCloseable {
  /** For connecting, answering and showing what it is, together. */
  static final long OPEN_NANOS = 15_000_000_000L;

  /** For the next packet; the camera's supervisor gives up sooner. */
  static final long READ_NANOS = 20_000_000_000L;

  /** Without times of their own: their pictures are taken when they arrive. */
  private static final Set<String> TIMELESS = Set.of("mpjpeg", "mjpeg", "h264", "hevc");

  /** Come in pieces, or as fast as they are read: shown at their own pace. */
  private static final Set<String> IN_PIECES =
      Set.of("hls", "mov,mp4,m4a,3gp,3g2,mj2", "matroska,webm", "avi");

  private static final AVRational PTS_BASE =
      new AVRational().num(1).den((int) AccessUnit.PTS_PER_SECOND);

  private final InputWorker worker;
  private final StreamTarget target;
  private final AVFormatContext context;
  private final AVStream stream;
  private final @Nullable AVStream sound;
  private final AVPacket packet;
  private final String format;

  private AvReader(
      InputWorker worker,
      StreamTarget target,
      AVFormatContext context,
      AVStream stream,
      @Nullable AVStream sound) {
    this.worker = worker;
    this.target = target;
    this.context = context;
    this.stream = stream;
    this.sound = sound;
    this.packet = Libav.allocated(avcodec.av_packet_alloc());
    this.format = context.iformat().name().getString();
  }

  /**
   * Opens it on the worker's own thread.
   *
   * @param openNanos how long that may take, usually {@link #OPEN_NANOS}
   */
  static AvReader open(InputWorker worker, StreamTarget target, AvAddress address, long openNanos)
      throws AvFailureException {
    Libav.load();
    worker.allow(openNanos);
    AVFormatContext context = Libav.allocated(avformat.avformat_alloc_context());
    context.interrupt_callback().callback(InputWorker.interruptCallback());
    AVDictionary options = new AVDictionary(null);
    try {
      address.options().forEach((key, value) -> avutil.av_dict_set(options, key, value, 0));
      int result = avformat.avformat_open_input(context, address.url(), null, options);
      if (result < 0) {
        // libav has freed the context.
        throw worker.expired() ? AvRefusals.silent(target) : AvRefusals.opening(result, target);
      }
    } finally {
      avutil.av_dict_free(options);
      options.close();
    }
    return withStream(worker, target, context);
  }

  private static AvReader withStream(
      InputWorker worker, StreamTarget target, AVFormatContext context) throws AvFailureException {
    int result = avformat.avformat_find_stream_info(context, (AVDictionary) null);
    if (result >= 0 && !worker.expired()) {
      result =
          avformat.av_find_best_stream(
              context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    }
    if (result < 0 || worker.expired()) {
      avformat.avformat_close_input(context);
      throw worker.expired() ? AvRefusals.silent(target) : AvRefusals.noVideo(target);
    }
    int sound =
        target.sound()
            ? avformat.av_find_best_stream(
                context, avutil.AVMEDIA_TYPE_AUDIO, -1, result, (AVCodec) null, 0)
            : -1;
    for (int i = 0; i < context.nb_streams(); i++) {
      if (i != result && i != sound) {
        context.streams(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
    return new AvReader(
        worker,
        target,
        context,
        context.streams(result),
        sound < 0 ? null : context.streams(sound));
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  /** Of the sound; null where there is none, or none is wanted. */
  @Nullable AVCodecParameters soundParameters() {
    return sound == null ? null : sound.codecpar();
  }

  /** Whether a packet is one of the sound. */
  boolean ofSound(AVPacket packet) {
    return sound != null && packet.stream_index() == sound.index();
  }

  /** Whether pictures come with times of their own. */
  boolean timed() {
    return !TIMELESS.contains(format);
  }

  boolean comesInPieces() {
    return IN_PIECES.contains(format);
  }

  /** The next packet of the video or the sound, valid until the next call; null at the end. */
  @Nullable AVPacket next() throws AvFailureException {
    worker.allow(READ_NANOS);
    while (true) {
      avcodec.av_packet_unref(packet);
      int result = avformat.av_read_frame(context, packet);
      if (result == avutil.AVERROR_EOF()) {
        return null;
      }
      if (result < 0) {
        throw worker.expired() ? AvRefusals.silent(target) : AvRefusals.reading(result, target);
      }
      if (packet.stream_index() == stream.index() || ofSound(packet)) {
        return packet;
      }
    }
  }

  /** Presentation time of a packet, 90,000 units a second; {@code AV_NOPTS_VALUE} for none. */
  long pts(AVPacket of) {
    long time = of.pts() != avutil.AV_NOPTS_VALUE ? of.pts() : of.dts();
    return time == avutil.AV_NOPTS_VALUE
        ? time
        : avutil.av_rescale_q(
            time, sound != null && ofSound(of) ? sound.time_base() : stream.time_base(), PTS_BASE);
  }

  /** Goes back to the beginning; false where that can't be. */
  boolean rewind() {
    worker.allow(READ_NANOS);
    long start = stream.start_time() == avutil.AV_NOPTS_VALUE ? 0 : stream.start_time();
    return avformat.av_seek_frame(context, stream.index(), start, avformat.AVSEEK_FLAG_BACKWARD)
        >= 0;
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avformat.avformat_close_input(context);
  }
}
