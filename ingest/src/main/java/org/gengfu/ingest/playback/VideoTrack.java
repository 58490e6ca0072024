package org.gengfu.ingest.playback;

import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.VideoFormat;

/**
 * The parts of a {@code moov} and its video track that do not depend on how its pictures are listed
 * (ISO/IEC 14496-12 §8, 14496-15).
 */
final class VideoTrack {
  static final int ID = 1;
  static final int TIMESCALE = (int) AccessUnit.PTS_PER_SECOND;

  /** Of a matrix that changes nothing: 16.16 and 2.30 fixed point. */
  private static final int ONE = 0x10000;

  private static final int ONE_LAST = 0x40000000;
  private static final int SELF_CONTAINED = 1;
  static final int ENABLED_IN_MOVIE = 3;
  private static final int DPI_72 = 0x480000;

  /** The language 'und', three letters of five bits. */
  static final int UNDETERMINED = 0x55c4;

  /** From 1904, where the file format's clock begins, to 1970. */
  static final long EPOCH_SECONDS = 2_082_844_800L;

  private VideoTrack() {}

  /**
   * @param units duration of the whole movie
   * @param createdSeconds since 1970
   */
  static void movieHeader(BoxBuffer moov, long units, long createdSeconds) {
    long created = createdSeconds + EPOCH_SECONDS;
    moov.fullBox(
        "mvhd",
        1,
        0,
        box -> {
          box.u64(created).u64(created).u32(TIMESCALE).u64(units);
          box.u32(ONE).u16(0x100).zeros(10);
          matrix(box);
          box.zeros(24).u32(SoundTrackBoxes.ID + 1);
        });
  }

  static void matrix(BoxBuffer box) {
    box.u32(ONE).zeros(12).u32(ONE).zeros(12).u32(ONE_LAST);
  }

  static void trackHeader(BoxBuffer trak, VideoFormat format, long units, long createdSeconds) {
    long created = createdSeconds + EPOCH_SECONDS;
    trak.fullBox(
        "tkhd",
        1,
        ENABLED_IN_MOVIE,
        box -> {
          box.u64(created).u64(created).u32(ID).u32(0).u64(units).zeros(16);
          matrix(box);
          box.u32(format.width() << 16).u32(format.height() << 16);
        });
  }

  /**
   * @param units duration of all pictures
   * @param tables writes what stands in {@code stbl}
   */
  static void media(BoxBuffer trak, long units, long createdSeconds, BoxBuffer.Content tables) {
    long created = createdSeconds + EPOCH_SECONDS;
    trak.box(
        "mdia",
        mdia -> {
          mdia.fullBox(
              "mdhd",
              1,
              0,
              box ->
                  box.u64(created).u64(created).u32(TIMESCALE).u64(units).u16(UNDETERMINED).u16(0));
          mdia.fullBox("hdlr", 0, 0, box -> box.u32(0).ascii("vide").zeros(12).ascii("video\0"));
          mdia.box(
              "minf",
              minf -> {
                minf.fullBox("vmhd", 0, 1, box -> box.zeros(8));
                minf.box("dinf", VideoTrack::ownData);
                minf.box("stbl", tables);
              });
        });
  }

  static void ownData(BoxBuffer dinf) {
    dinf.fullBox("dref", 0, 0, box -> box.u32(1).fullBox("url ", 0, SELF_CONTAINED, url -> {}));
  }

  /** What the pictures are; a picture refers to one of them by its number, from 1. */
  static void descriptions(BoxBuffer stbl, List<VideoFormat> formats) {
    stbl.fullBox(
        "stsd",
        0,
        0,
        box -> {
          box.u32(formats.size());
          formats.forEach(format -> description(box, format));
        });
  }

  private static void description(BoxBuffer stsd, VideoFormat format) {
    String entry =
        switch (format.codec()) {
          case H264 -> "avc1";
          case H265 -> "hvc1";
        };
    String configuration =
        switch (format.codec()) {
          case H264 -> "avcC";
          case H265 -> "hvcC";
        };
    stsd.box(
        entry,
        box -> {
          box.zeros(6).u16(1).zeros(16);
          box.u16(format.width()).u16(format.height()).u32(DPI_72).u32(DPI_72).zeros(4).u16(1);
          box.zeros(32).u16(24).u16(0xffff);
          box.box(configuration, inner -> inner.raw(format.decoderConfiguration()));
        });
  }
}
