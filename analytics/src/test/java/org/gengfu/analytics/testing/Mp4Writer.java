package org.gengfu.analytics.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;

/** Writes a rendered video into a file. */
public final class Mp4Writer {
  private Mp4Writer() {}

  public static void write(RenderedVideo video, Path file) {
    AVFormatContext context = new AVFormatContext(null);
    check(
        avformat.avformat_alloc_output_context2(
            context, (AVOutputFormat) null, "mp4", file.toString()));
    AVStream stream = avformat.avformat_new_stream(context, null);
    VideoFormat format = video.format();
    byte[] record = format.decoderConfiguration();
    BytePointer extradata = new BytePointer(avutil.av_mallocz(record.length + 64L));
    extradata.put(record, 0, record.length);
    stream.codecpar().codec_type(avutil.AVMEDIA_TYPE_VIDEO);
    stream.codecpar().codec_id(avcodec.AV_CODEC_ID_H264);
    stream.codecpar().width(format.width()).height(format.height());
    stream.codecpar().extradata(extradata).extradata_size(record.length);
    stream.time_base().num(1).den((int) AccessUnit.PTS_PER_SECOND);
    AVIOContext io = new AVIOContext(null);
    check(avformat.avio_open(io, file.toString(), avformat.AVIO_FLAG_WRITE));
    context.pb(io);
    check(avformat.avformat_write_header(context, (AVDictionary) null));
    writePackets(video, context, stream);
    check(avformat.av_write_trailer(context));
    avformat.avio_closep(io);
    avformat.avformat_free_context(context);
  }

  private static void writePackets(RenderedVideo video, AVFormatContext context, AVStream stream) {
    AVRational ticks = new AVRational().num(1).den((int) AccessUnit.PTS_PER_SECOND);
    long duration = video.units().get(1).pts();
    AVPacket packet = avcodec.av_packet_alloc();
    for (RenderedVideo.Unit unit : video.units()) {
      check(avcodec.av_new_packet(packet, unit.bytes().length));
      packet.data().put(unit.bytes(), 0, unit.bytes().length);
      packet.pts(unit.pts()).dts(unit.pts()).duration(duration);
      packet.flags(unit.keyframe() ? avcodec.AV_PKT_FLAG_KEY : 0);
      avcodec.av_packet_rescale_ts(packet, ticks, stream.time_base());
      check(avformat.av_interleaved_write_frame(context, packet));
    }
    avcodec.av_packet_free(packet);
  }

  private static void check(int result) {
    assertThat(result).as("return value of libavformat").isNotNegative();
  }
}
