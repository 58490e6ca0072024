package org.gengfu.ingest.mp4;

import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * The initialisation segment of a fragmented MP4 with one H.264 or H.265 track, and one for the
 * sound where there is some: {@code ftyp} and {@code moov} (ISO/IEC 14496-12, 14496-15).
 */
public final class InitSegment {
  /** Number of the pictures' track. */
  public static final int TRACK = 1;

  /** Units a second. */
  public static final int TIMESCALE = (int) AccessUnit.PTS_PER_SECOND;

  /** Of a matrix that changes nothing: 16.16 and 2.30 fixed point. */
  private static final int ONE = 0x10000;

  private static final int ONE_LAST = 0x40000000;
  private static final int SELF_CONTAINED = 1;
  private static final int ENABLED_IN_MOVIE = 3;
  private static final int DPI_72 = 0x480000;

  private InitSegment() {}

  /** {@code ftyp} and {@code moov} for pictures of this format. */
  public static byte[] of(VideoFormat format) {
    return of(format, null);
  }

  /** With a second track, {@link SoundTrack#TRACK}, for the sound; null for none. */
  public static byte[] of(VideoFormat format, @Nullable AudioFormat sound) {
    return BoxWriter.bytes(
        out -> {
          out.box("ftyp", box -> box.ascii("iso5").u32(512).ascii("iso5iso6mp41"));
          out.box(
              "moov",
              moov -> {
                movieHeader(moov);
                moov.box("trak", trak -> track(trak, format));
                if (sound != null) {
                  moov.box("trak", trak -> SoundTrack.write(trak, sound));
                }
                moov.box("mvex", mvex -> fragmented(mvex, sound != null));
              });
        });
  }

  private static void fragmented(BoxWriter mvex, boolean sound) {
    mvex.fullBox("trex", 0, 0, box -> box.u32(TRACK).u32(1).zeros(12));
    if (sound) {
      mvex.fullBox("trex", 0, 0, box -> box.u32(SoundTrack.TRACK).u32(1).zeros(12));
    }
  }

  private static void movieHeader(BoxWriter moov) {
    moov.fullBox(
        "mvhd",
        0,
        0,
        box -> {
          box.zeros(8).u32(TIMESCALE).u32(0);
          box.u32(ONE).u16(0x100).zeros(10);
          matrix(box);
          box.zeros(24).u32(SoundTrack.TRACK + 1);
        });
  }

  static void matrix(BoxWriter box) {
    box.u32(ONE).zeros(12).u32(ONE).zeros(12).u32(ONE_LAST);
  }

  private static void track(BoxWriter trak, VideoFormat format) {
    trak.fullBox(
        "tkhd",
        0,
        ENABLED_IN_MOVIE,
        box -> {
          box.zeros(8).u32(TRACK).zeros(8).zeros(16);
          matrix(box);
          box.u32(format.width() << 16).u32(format.height() << 16);
        });
    trak.box(
        "mdia",
        mdia -> {
          // The language is 'und', three letters of five bits.
          mdia.fullBox("mdhd", 0, 0, box -> box.zeros(8).u32(TIMESCALE).u32(0).u16(0x55c4).u16(0));
          mdia.fullBox("hdlr", 0, 0, box -> box.u32(0).ascii("vide").zeros(12).ascii("video\0"));
          mdia.box("minf", minf -> mediaInformation(minf, format));
        });
  }

  private static void mediaInformation(BoxWriter minf, VideoFormat format) {
    minf.fullBox("vmhd", 0, 1, box -> box.zeros(8));
    sampleTables(minf, stsd -> sampleEntry(stsd, format));
  }

  /** Where the samples are, which is in the fragments; and what they are. */
  static void sampleTables(BoxWriter minf, BoxWriter.Content entry) {
    minf.box(
        "dinf",
        dinf ->
            dinf.fullBox(
                "dref", 0, 0, box -> box.u32(1).fullBox("url ", 0, SELF_CONTAINED, url -> {})));
    minf.box(
        "stbl",
        stbl -> {
          stbl.fullBox("stsd", 0, 0, box -> entry.write(box.u32(1)));
          stbl.fullBox("stts", 0, 0, box -> box.u32(0));
          stbl.fullBox("stsc", 0, 0, box -> box.u32(0));
          stbl.fullBox("stsz", 0, 0, box -> box.u32(0).u32(0));
          stbl.fullBox("stco", 0, 0, box -> box.u32(0));
        });
  }

  private static void sampleEntry(BoxWriter stsd, VideoFormat format) {
    switch (format.codec()) {
      case H264 -> stsd.box("avc1", entry -> entry(entry, "avcC", format));
      case H265 -> stsd.box("hvc1", entry -> entry(entry, "hvcC", format));
    }
  }

  private static void entry(BoxWriter entry, String configuration, VideoFormat format) {
    entry.zeros(6).u16(1).zeros(16);
    entry.u16(format.width()).u16(format.height()).u32(DPI_72).u32(DPI_72).zeros(4).u16(1);
    entry.zeros(32).u16(24).u16(0xffff);
    entry.box(configuration, box -> box.raw(format.decoderConfiguration()));
  }
}
