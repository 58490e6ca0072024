package org.gengfu.analytics.decode;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;

/**
 * A video file's encoded pictures as a camera would have sent them.
 *
 * @param format of all of them
 * @param units in the order of decoding
 */
public record FileUnits(VideoFormat format, List<Unit> units) {

  /** One encoded picture; direct memory with padding behind the limit. */
  public record Unit(long pts, boolean keyframe, ByteBuffer bytes) {}

  /** Reads an MP4 file of H.264 or H.265. */
  public static FileUnits read(Path file) throws UnreadableVideoException {
    try (Demuxer demuxer = Demuxer.open(file)) {
      AVCodecParameters parameters = demuxer.parameters();
      byte[] record = new byte[parameters.extradata_size()];
      parameters.extradata().get(record);
      Codec codec = parameters.codec_id() == avcodec.AV_CODEC_ID_HEVC ? Codec.H265 : Codec.H264;
      VideoFormat format = new VideoFormat(codec, parameters.width(), parameters.height(), record);
      List<Unit> units = new ArrayList<>();
      for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
        byte[] bytes = new byte[packet.size()];
        packet.data().get(bytes);
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes.length + AccessUnit.PADDING);
        memory.put(bytes).flip();
        long pts = demuxer.nanos(packet.pts()) * 9 / 100_000;
        units.add(new Unit(pts, (packet.flags() & avcodec.AV_PKT_FLAG_KEY) != 0, memory));
      }
      return new FileUnits(format, units);
    }
  }

  /** An access unit of this picture; the caller releases it. */
  public AccessUnit accessUnit(Unit unit, Instant start) {
    return new AccessUnit(
        format,
        unit.pts(),
        start.plus(Duration.ofNanos(unit.pts() * 100_000 / 9)),
        unit.keyframe(),
        unit.bytes().duplicate(),
        () -> {});
  }
}
