package org.gengfu.analytics.decode;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** One libavcodec decoder. Not thread-safe. */
final class PacketDecoder implements AutoCloseable {
  private final AVCodecContext context;
  private final AVFrame frame;

  private PacketDecoder(AVCodecContext context) {
    this.context = context;
    this.frame = Libav.allocated(avutil.av_frame_alloc());
  }

  /** A decoder for a camera's stream. */
  static PacketDecoder open(VideoFormat format) throws DecodeException {
    int codecId =
        switch (format.codec()) {
          case H264 -> avcodec.AV_CODEC_ID_H264;
          case H265 -> avcodec.AV_CODEC_ID_HEVC;
        };
    return open(codecId, context -> setExtradata(context, format.decoderConfiguration()));
  }

  /** A decoder for a file's stream. */
  static PacketDecoder open(AVCodecParameters parameters) throws DecodeException {
    return open(
        parameters.codec_id(),
        context -> avcodec.avcodec_parameters_to_context(context, parameters));
  }

  private interface Setup {
    int apply(AVCodecContext context);
  }

  private static PacketDecoder open(int codecId, Setup setup) throws DecodeException {
    Libav.load();
    AVCodec codec = avcodec.avcodec_find_decoder(codecId);
    if (codec == null) {
      throw new DecodeException("no decoder for " + avcodec.avcodec_get_name(codecId).getString());
    }
    AVCodecContext context = Libav.allocated(avcodec.avcodec_alloc_context3(codec));
    int result = setup.apply(context);
    if (result >= 0) {
      // One thread: frame threads would hold a set of pictures each, and we share by camera anyway.
      context.thread_count(1);
      result =
          avcodec.avcodec_open2(context, codec, (org.bytedeco.ffmpeg.avutil.AVDictionary) null);
    }
    if (result < 0) {
      avcodec.avcodec_free_context(context);
      throw new DecodeException("the decoder does not open: " + Libav.words(result));
    }
    return new PacketDecoder(context);
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

  /**
   * Decodes a keyframe by itself: no state is left for the next packet, which may be another
   * camera's.
   *
   * @return the picture, valid until the next call
   */
  Picture decodeAlone(AVPacket packet) throws DecodeException {
    try {
      send(packet);
      Picture picture = receive();
      if (picture == null) {
        // A stream that may reorder holds its picture back until it hears that nothing follows.
        send(null);
        picture = receive();
      }
      if (picture == null) {
        throw new DecodeException("no picture in the access unit");
      }
      return picture;
    } finally {
      avcodec.avcodec_flush_buffers(context);
    }
  }

  /** Feeds the next packet; null ends the stream. */
  void send(@Nullable AVPacket packet) throws DecodeException {
    int result = avcodec.avcodec_send_packet(context, packet);
    if (result < 0 && result != avutil.AVERROR_EOF) {
      throw new DecodeException(Libav.words(result));
    }
  }

  /** The next picture, valid until the next call; null where more packets are needed. */
  @Nullable Picture receive() throws DecodeException {
    int result = avcodec.avcodec_receive_frame(context, frame);
    if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF) {
      return null;
    }
    if (result < 0) {
      throw new DecodeException(Libav.words(result));
    }
    return new Picture(frame);
  }

  /** Whether pictures that no other one refers to are left out. */
  void referencesOnly(boolean only) {
    context.skip_frame(only ? avcodec.AVDISCARD_NONREF : avcodec.AVDISCARD_DEFAULT);
  }

  /** Forgets all pictures; the next packet is to be a keyframe. */
  void restart() {
    avcodec.avcodec_flush_buffers(context);
  }

  /** Lets go of the picture's memory, so that an idle decoder holds as little as it can. */
  void release() {
    avutil.av_frame_unref(frame);
  }

  @Override
  public void close() {
    avutil.av_frame_free(frame);
    avcodec.avcodec_free_context(context);
  }
}
