package org.gengfu.ingest.mp4;

import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFormat;

/**
 * The sound's {@code trak} of an initialisation segment: AAC as {@code mp4a} with {@code esds}
 * (ISO/IEC 14496-14 §5.6), G.711 as {@code alaw} or {@code ulaw}, as QuickTime names them.
 */
public final class SoundTrack {
  /** Number of the sound's track. */
  public static final int TRACK = 2;

  /** Units a second of its times: those of the pictures, so that both count alike. */
  static final int TIMESCALE = (int) AccessUnit.PTS_PER_SECOND;

  private static final int ENABLED_IN_MOVIE = 3;
  private static final int FULL_VOLUME = 0x100;
  private static final int UNDETERMINED = 0x55c4;
  private static final int BITS_PER_SAMPLE = 16;

  // Descriptors of ISO/IEC 14496-1 §7.2.6.
  private static final int ES_DESCRIPTOR = 3;
  private static final int DECODER_CONFIG = 4;
  private static final int DECODER_SPECIFIC = 5;
  private static final int SYNC_LAYER = 6;
  private static final int AUDIO_ISO_14496_3 = 0x40;
  private static final int AUDIO_STREAM = 0x15;
  private static final int MP4_SYNC_LAYER = 2;
  private static final int ES_HEADER_BYTES = 3;
  private static final int DECODER_CONFIG_BYTES = 13;
  private static final int DESCRIPTOR_HEADER_BYTES = 2;

  private SoundTrack() {}

  static void write(BoxWriter trak, AudioFormat format) {
    trak.fullBox(
        "tkhd",
        0,
        ENABLED_IN_MOVIE,
        box -> {
          box.zeros(8).u32(TRACK).zeros(8).zeros(8).zeros(4).u16(FULL_VOLUME).zeros(2);
          InitSegment.matrix(box);
          box.zeros(8);
        });
    trak.box(
        "mdia",
        mdia -> {
          mdia.fullBox(
              "mdhd", 0, 0, box -> box.zeros(8).u32(TIMESCALE).u32(0).u16(UNDETERMINED).u16(0));
          mdia.fullBox("hdlr", 0, 0, box -> box.u32(0).ascii("soun").zeros(12).ascii("sound\0"));
          mdia.box(
              "minf",
              minf -> {
                minf.fullBox("smhd", 0, 0, box -> box.zeros(4));
                InitSegment.sampleTables(minf, stsd -> entry(stsd, format));
              });
        });
  }

  /** What the sound is: the box that stands in {@code stsd}. */
  public static byte[] description(AudioFormat format) {
    return BoxWriter.bytes(out -> entry(out, format));
  }

  private static void entry(BoxWriter stsd, AudioFormat format) {
    String type =
        switch (format.codec()) {
          case AAC -> "mp4a";
          case PCMA -> "alaw";
          case PCMU -> "ulaw";
        };
    stsd.box(
        type,
        entry -> {
          entry.zeros(6).u16(1).zeros(8);
          entry.u16(format.channels()).u16(BITS_PER_SAMPLE).zeros(4);
          // 16.16 fixed point holds no more than 65,535 Hz; the configuration tells the truth.
          entry.u32(format.sampleRate() > 0xffff ? 0 : format.sampleRate() << 16);
          if (format.configuration().length > 0) {
            entry.fullBox("esds", 0, 0, box -> descriptors(box, format.configuration()));
          }
        });
  }

  private static void descriptors(BoxWriter out, byte[] configuration) {
    int specific = DESCRIPTOR_HEADER_BYTES + configuration.length;
    int config = DECODER_CONFIG_BYTES + specific;
    int syncLayer = DESCRIPTOR_HEADER_BYTES + 1;
    out.u8(ES_DESCRIPTOR).u8(ES_HEADER_BYTES + DESCRIPTOR_HEADER_BYTES + config + syncLayer);
    out.u16(TRACK).u8(0);
    out.u8(DECODER_CONFIG).u8(config).u8(AUDIO_ISO_14496_3).u8(AUDIO_STREAM).zeros(11);
    out.u8(DECODER_SPECIFIC).u8(configuration.length).raw(configuration);
    out.u8(SYNC_LAYER).u8(1).u8(MP4_SYNC_LAYER);
  }
}
