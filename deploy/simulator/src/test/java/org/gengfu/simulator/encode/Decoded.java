package org.gengfu.simulator.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_from_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.clip.Picture;

/** The luma of a decoded picture, width × height. */
record Decoded(int width, int height, byte[] luma) {
  /** Decodes GOPs in a row, by a decoder that has seen nothing before. */
  static List<Decoded> of(List<Gop> gops) {
    AVCodec codec = avcodec_find_decoder(AV_CODEC_ID_H264);
    AVCodecContext context = avcodec_alloc_context3(codec);
    AVFrame frame = av_frame_alloc();
    List<Decoded> all = new ArrayList<>();
    try {
      if (avcodec_open2(context, codec, (AVDictionary) null) < 0) {
        throw new IllegalStateException("no H.264 decoder");
      }
      for (Gop gop : gops) {
        for (Picture picture : gop.pictures()) {
          send(context, annexB(gop, picture));
          drain(context, frame, all);
        }
      }
      avcodec_send_packet(context, null);
      drain(context, frame, all);
      return all;
    } finally {
      av_frame_free(frame);
      avcodec_free_context(context);
    }
  }

  private static byte[] annexB(Gop gop, Picture picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (picture.offsetTicks() == 0) {
      nal(out, gop.parameterSets().sps());
      nal(out, gop.parameterSets().pps());
    }
    picture.nals().forEach(nal -> nal(out, nal));
    return out.toByteArray();
  }

  private static void nal(ByteArrayOutputStream out, byte[] nal) {
    out.writeBytes(new byte[] {0, 0, 0, 1});
    out.writeBytes(nal);
  }

  private static void send(AVCodecContext context, byte[] bytes) {
    AVPacket packet = av_packet_alloc();
    BytePointer data = new BytePointer(av_malloc(bytes.length + 64)).capacity(bytes.length + 64);
    data.put(bytes).position(bytes.length).put(new byte[64]).position(0);
    av_packet_from_data(packet, data, bytes.length);
    int result = avcodec_send_packet(context, packet);
    av_packet_free(packet);
    if (result < 0) {
      throw new IllegalStateException("not decodable: " + result);
    }
  }

  private static void drain(AVCodecContext context, AVFrame frame, List<Decoded> all) {
    while (avcodec_receive_frame(context, frame) == 0) {
      if (frame.decode_error_flags() != 0) {
        throw new IllegalStateException("a damaged picture");
      }
      byte[] luma = new byte[frame.width() * frame.height()];
      BytePointer data = frame.data(0);
      for (int row = 0; row < frame.height(); row++) {
        data.position((long) row * frame.linesize(0)).get(luma, row * frame.width(), frame.width());
      }
      all.add(new Decoded(frame.width(), frame.height(), luma));
    }
  }

  /** Mean difference to other luma, in steps. */
  double differenceTo(byte[] other) {
    long sum = 0;
    for (int i = 0; i < luma.length; i++) {
      sum += Math.abs((luma[i] & 0xff) - (other[i] & 0xff));
    }
    return (double) sum / luma.length;
  }
}
