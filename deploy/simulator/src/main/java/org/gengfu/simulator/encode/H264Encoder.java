package org.gengfu.simulator.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.gengfu.simulator.scene.I420;

/**
 * H.264 as village cameras send it: baseline, no B-frames, one reference, a keyframe every so many
 * pictures. One picture in, one packet out at once. For one thread.
 */
final class H264Encoder implements AutoCloseable {
  static {
    av_log_set_level(AV_LOG_ERROR);
  }

  private final AVCodecContext context;
  private final AVFrame frame;
  private final AVPacket packet;
  private final int width;
  private final int height;
  private long pts;

  H264Encoder(int width, int height, int framesPerSecond, int gopFrames, int bitsPerSecond) {
    this.width = width;
    this.height = height;
    AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
    if (codec == null) {
      throw new IllegalStateException("this FFmpeg has no libopenh264");
    }
    context = avcodec_alloc_context3(codec);
    context.width(width).height(height).pix_fmt(AV_PIX_FMT_YUV420P);
    context.time_base(new AVRational().num(1).den(framesPerSecond));
    context.framerate(new AVRational().num(framesPerSecond).den(1));
    context.gop_size(gopFrames).max_b_frames(0).bit_rate(bitsPerSecond).thread_count(1);
    open(codec);
    frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P).width(width).height(height);
    check(av_frame_get_buffer(frame, 0), "allocate a picture");
    packet = av_packet_alloc();
  }

  private void open(AVCodec codec) {
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "profile", "constrained_baseline", 0);
      av_dict_set(options, "rc_mode", "quality", 0);
      av_dict_set(options, "allow_skip_frames", "0", 0);
      check(avcodec_open2(context, codec, options), "open libopenh264");
    } finally {
      av_dict_free(options);
    }
  }

  /**
   * A packet.
   *
   * @param keyframe whether decoding can start here
   * @param annexB its NAL units, parameter sets among them, behind start codes
   */
  record Packet(boolean keyframe, byte[] annexB) {}

  /** Encodes the next picture. */
  Packet encode(I420 picture) {
    check(av_frame_make_writable(frame), "write a picture");
    put(0, picture.y(), width, height);
    put(1, picture.u(), width / 2, height / 2);
    put(2, picture.v(), width / 2, height / 2);
    frame.pts(pts++);
    check(avcodec_send_frame(context, frame), "send picture " + pts);
    check(avcodec_receive_packet(context, packet), "encode picture " + pts);
    try {
      byte[] bytes = new byte[packet.size()];
      packet.data().get(bytes);
      return new Packet((packet.flags() & AV_PKT_FLAG_KEY) != 0, bytes);
    } finally {
      av_packet_unref(packet);
    }
  }

  private void put(int plane, byte[] samples, int planeWidth, int planeHeight) {
    int stride = frame.linesize(plane);
    var target = frame.data(plane);
    for (int row = 0; row < planeHeight; row++) {
      target.position((long) row * stride).put(samples, row * planeWidth, planeWidth);
    }
  }

  private static void check(int result, String what) {
    if (result < 0) {
      throw new IllegalStateException("FFmpeg could not " + what + ": error " + result);
    }
  }

  @Override
  public void close() {
    av_packet_free(packet);
    av_frame_free(frame);
    avcodec_free_context(context);
  }
}
