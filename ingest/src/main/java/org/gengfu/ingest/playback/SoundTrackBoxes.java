package org.gengfu.ingest.playback;

import org.gengfu.ingest.mp4.SoundTrack;

/**
 * The sound's part of a {@code moov}, as {@link VideoTrack} is that of the pictures. Its timescale
 * is the sound's sample rate, so that every unit lasts equally long.
 */
final class SoundTrackBoxes {
  static final int ID = SoundTrack.TRACK;

  private static final int FULL_VOLUME = 0x100;

  private SoundTrackBoxes() {}

  /**
   * @param samples of a channel
   * @param tables writes what stands in {@code stbl} behind the description
   */
  static void track(
      BoxBuffer trak,
      SoundCoding coding,
      long samples,
      long createdSeconds,
      BoxBuffer.Content tables) {
    int rate = coding.format().sampleRate();
    long created = createdSeconds + VideoTrack.EPOCH_SECONDS;
    trak.fullBox(
        "tkhd",
        1,
        VideoTrack.ENABLED_IN_MOVIE,
        box -> {
          box.u64(created).u64(created).u32(ID).u32(0);
          box.u64(samples * VideoTrack.TIMESCALE / rate).zeros(12).u16(FULL_VOLUME).u16(0);
          VideoTrack.matrix(box);
          box.zeros(8);
        });
    trak.box(
        "mdia",
        mdia -> {
          mdia.fullBox(
              "mdhd",
              1,
              0,
              box -> {
                box.u64(created).u64(created).u32(rate).u64(samples);
                box.u16(VideoTrack.UNDETERMINED).u16(0);
              });
          mdia.fullBox("hdlr", 0, 0, box -> box.u32(0).ascii("soun").zeros(12).ascii("sound\0"));
          mdia.box(
              "minf",
              minf -> {
                minf.fullBox("smhd", 0, 0, box -> box.zeros(4));
                minf.box("dinf", VideoTrack::ownData);
                minf.box(
                    "stbl",
                    stbl -> {
                      byte[] description = SoundTrack.description(coding.format());
                      stbl.fullBox("stsd", 0, 0, box -> box.u32(1).raw(description));
                      tables.write(stbl);
                    });
              });
        });
  }
}
