package org.gengfu.ingest.playback;

import java.nio.ByteBuffer;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a segment file's {@code moov}.
 *
 * @param track id of the video track
 * @param format of the pictures
 * @param sound null where it has no track of sound, or one that can't be read
 */
record SegmentHead(int track, VideoFormat format, @Nullable SoundHead sound) {
  /** Where a sample description's own boxes begin (ISO/IEC 14496-12 §12.1.3). */
  private static final int VISUAL_ENTRY = 78;

  /** Boxes within a {@code trak}: mdia, minf, stbl. */
  private static final int MAX_DEPTH = 4;

  /** Reads the content of a {@code moov}. */
  static SegmentHead of(ByteBuffer moov) throws DamagedSegmentException {
    Gathering video = new Gathering();
    Gathering sound = new Gathering();
    BoxReader.each(
        moov,
        (type, content) -> {
          if (type.equals("trak")) {
            Gathering track = new Gathering();
            track.read(content);
            if (track.video && video.format == null) {
              video.take(track);
            } else if (track.heard != null && sound.heard == null) {
              sound.take(track);
            }
          }
        });
    VideoFormat format = video.format;
    if (format == null) {
      throw new DamagedSegmentException("no video track");
    }
    if (video.timescale != AccessUnit.PTS_PER_SECOND) {
      throw new DamagedSegmentException("a timescale of " + video.timescale);
    }
    AudioFormat heard = sound.timescale == AccessUnit.PTS_PER_SECOND ? sound.heard : null;
    return new SegmentHead(
        video.track, format, heard == null ? null : new SoundHead(sound.track, heard));
  }

  /** What is known of a track so far. */
  private static final class Gathering {
    private int depth;
    private int track;
    private int timescale;
    private boolean video;
    private @Nullable VideoFormat format;
    private @Nullable AudioFormat heard;

    void take(Gathering other) {
      track = other.track;
      timescale = other.timescale;
      format = other.format;
      heard = other.heard;
    }

    void read(ByteBuffer in) throws DamagedSegmentException {
      depth++;
      if (depth > MAX_DEPTH) {
        throw new DamagedSegmentException("boxes within boxes without end");
      }
      BoxReader.each(in, this::box);
      depth--;
    }

    private void box(String type, ByteBuffer content) throws DamagedSegmentException {
      try {
        switch (type) {
          case "mdia", "minf", "stbl" -> read(content);
          // Version 1 has 64-bit times before the field.
          case "tkhd" -> track = content.getInt(content.get(0) == 1 ? 20 : 12);
          case "mdhd" -> timescale = content.getInt(content.get(0) == 1 ? 20 : 12);
          case "hdlr" -> video = content.getInt(8) == 0x76696465; // "vide"
          case "stsd" -> describe(content);
          default -> {}
        }
      } catch (IndexOutOfBoundsException e) {
        throw new DamagedSegmentException("box " + type + " is too short");
      }
    }

    private void describe(ByteBuffer stsd) throws DamagedSegmentException {
      BoxReader.each(
          stsd.slice(8, stsd.limit() - 8),
          (entry, content) -> {
            Codec codec =
                switch (entry) {
                  case "avc1", "avc3" -> Codec.H264;
                  case "hvc1", "hev1" -> Codec.H265;
                  default -> null;
                };
            if (codec == null && heard == null) {
              heard = SoundHead.format(entry, content);
            } else if (codec != null && format == null) {
              int width = content.getShort(24) & 0xffff;
              int height = content.getShort(26) & 0xffff;
              if (width == 0 || height == 0) {
                throw new DamagedSegmentException("pictures of " + width + "×" + height);
              }
              format = new VideoFormat(codec, width, height, configuration(content));
            }
          });
    }

    private static byte[] configuration(ByteBuffer entry) throws DamagedSegmentException {
      byte[][] found = new byte[1][];
      BoxReader.each(
          entry.slice(VISUAL_ENTRY, entry.limit() - VISUAL_ENTRY),
          (type, content) -> {
            if (type.equals("avcC") || type.equals("hvcC")) {
              found[0] = new byte[content.remaining()];
              content.get(found[0]);
            }
          });
      if (found[0] == null) {
        throw new DamagedSegmentException("a sample description without its configuration");
      }
      return found[0];
    }
  }
}
