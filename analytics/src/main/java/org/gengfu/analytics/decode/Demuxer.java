package org.gengfu.analytics.decode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Reads the encoded pictures of a video file's best video stream, in file order. */
final class Demuxer implements AutoCloseable {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /**
   * A file on a dead network share would block for ever: interrupting the reader's thread ends it.
   */
  private static final AVIOInterruptCB.Callback_Pointer INTERRUPTED =
      new AVIOInterruptCB.Callback_Pointer() {
        @Override
        public int call(Pointer opaque) {
          return Thread.currentThread().isInterrupted() ? 1 : 0;
        }
      };

  private final Path file;
  private final AVFormatContext context;
  private final AVPacket packet;
  private final AVStream stream;
  private long startTimestamp = avutil.AV_NOPTS_VALUE;

  private Demuxer(Path file, AVFormatContext context, AVStream stream) {
    this.file = file;
    this.context = context;
    this.stream = stream;
    this.packet = Libav.allocated(avcodec.av_packet_alloc());
    this.startTimestamp = stream.start_time();
  }

  static Demuxer open(Path file) throws UnreadableVideoException {
    Libav.load();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new UnreadableVideoException(file, "there is no such file, or it may not be read");
    }
    AVFormatContext context = Libav.allocated(avformat.avformat_alloc_context());
    context.interrupt_callback().callback(INTERRUPTED);
    AVDictionary options = new AVDictionary(null);
    try {
      // A playlist in the file's place shall not make us open addresses.
      avutil.av_dict_set(options, "protocol_whitelist", "file", 0);
      String address = "file:" + file.toAbsolutePath();
      int result = avformat.avformat_open_input(context, address, null, options);
      if (result < 0) {
        // libav has freed the context.
        throw new UnreadableVideoException(file, "no video that can be read: " + words(result));
      }
    } finally {
      avutil.av_dict_free(options);
      options.close();
    }
    return withStream(file, context);
  }

  private static Demuxer withStream(Path file, AVFormatContext context)
      throws UnreadableVideoException {
    int result = avformat.avformat_find_stream_info(context, (AVDictionary) null);
    if (result >= 0) {
      result =
          avformat.av_find_best_stream(
              context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
    }
    if (result < 0) {
      avformat.avformat_close_input(context);
      throw new UnreadableVideoException(file, "no video in it: " + words(result));
    }
    for (int i = 0; i < context.nb_streams(); i++) {
      if (i != result) {
        context.streams(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
    return new Demuxer(file, context, context.streams(result));
  }

  AVCodecParameters parameters() {
    return stream.codecpar();
  }

  /** Leaves out all but keyframes; many containers then don't even read the others. */
  void onlyKeyframes() {
    stream.discard(avcodec.AVDISCARD_NONKEY);
  }

  /** The next packet of the stream, valid until the next call; null at the end of the file. */
  @Nullable AVPacket next() throws UnreadableVideoException {
    boolean keyframesOnly = stream.discard() == avcodec.AVDISCARD_NONKEY;
    while (true) {
      avcodec.av_packet_unref(packet);
      int result = avformat.av_read_frame(context, packet);
      if (result == avutil.AVERROR_EOF()) {
        return null;
      }
      if (result < 0) {
        throw new UnreadableVideoException(file, "reading failed: " + words(result));
      }
      boolean key = (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0;
      if (packet.stream_index() == stream.index() && (key || !keyframesOnly)) {
        return packet;
      }
    }
  }

  /**
   * A timestamp of this stream as time since its first picture; the first one asked is the start.
   */
  long nanos(long timestamp) {
    if (startTimestamp == avutil.AV_NOPTS_VALUE) {
      startTimestamp = timestamp;
    }
    double seconds =
        (double) (timestamp - startTimestamp) * stream.time_base().num() / stream.time_base().den();
    return Math.round(seconds * NANOS_PER_SECOND);
  }

  /** Length of the stream as far as the file tells; 0 where it doesn't. */
  long durationNanos() {
    if (stream.duration() > 0) {
      double seconds =
          (double) stream.duration() * stream.time_base().num() / stream.time_base().den();
      return Math.round(seconds * NANOS_PER_SECOND);
    }
    return Math.max(0, context.duration()) * (NANOS_PER_SECOND / avutil.AV_TIME_BASE);
  }

  @Override
  public void close() {
    avcodec.av_packet_free(packet);
    avformat.avformat_close_input(context);
  }

  private static String words(int error) {
    return Libav.words(error);
  }
}
