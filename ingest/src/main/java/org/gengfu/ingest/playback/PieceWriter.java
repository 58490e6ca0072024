package org.gengfu.ingest.playback;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** Initialisation segments and fragments for a viewer's own timeline. */
final class PieceWriter {
  private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
  private static final int OFFSET_DURATION_SIZE_FLAGS_COMPOSITION = 0x000f01;
  private static final int DEFAULT_DURATION = 0x08;
  private static final int OFFSET_SIZE = 0x000201;
  private static final int DEPENDS_ON_NOTHING = 0x02000000;
  private static final int DEPENDS_ON_OTHERS = 0x01010000;
  private static final int TRUN_AT_LEAST = 512;
  private static final int BYTES_A_PICTURE = 16;

  private PieceWriter() {}

  /** {@code ftyp} and {@code moov} of a fragmented file without sound. */
  static Buffer initSegment(VideoFormat format) {
    return initSegment(format, null);
  }

  /** With a second track for sound; null for none. */
  static Buffer initSegment(VideoFormat format, @Nullable SoundCoding sound) {
    BoxBuffer out = new BoxBuffer(1_024);
    out.box("ftyp", box -> box.ascii("iso5").u32(512).ascii("iso5iso6mp41"));
    out.box(
        "moov",
        moov -> {
          VideoTrack.movieHeader(moov, 0, 0);
          moov.box(
              "trak",
              trak -> {
                VideoTrack.trackHeader(trak, format, 0, 0);
                VideoTrack.media(trak, 0, 0, stbl -> emptyTables(stbl, format));
              });
          if (sound != null) {
            moov.box(
                "trak", trak -> SoundTrackBoxes.track(trak, sound, 0, 0, PieceWriter::noSamples));
          }
          moov.box(
              "mvex",
              mvex -> {
                mvex.fullBox("trex", 0, 0, box -> box.u32(VideoTrack.ID).u32(1).zeros(12));
                if (sound != null) {
                  mvex.fullBox("trex", 0, 0, box -> box.u32(SoundTrackBoxes.ID).u32(1).zeros(12));
                }
              });
        });
    return Buffer.buffer(out.toByteArray());
  }

  private static void emptyTables(BoxBuffer stbl, VideoFormat format) {
    VideoTrack.descriptions(stbl, List.of(format));
    noSamples(stbl);
  }

  private static void noSamples(BoxBuffer stbl) {
    stbl.fullBox("stts", 0, 0, box -> box.u32(0));
    stbl.fullBox("stsc", 0, 0, box -> box.u32(0));
    stbl.fullBox("stsz", 0, 0, box -> box.u32(0).u32(0));
    stbl.fullBox("stco", 0, 0, box -> box.u32(0));
  }

  /**
   * One fragment.
   *
   * @param sequence counts the fragments, from 1
   * @param decodeTime of the first picture on the viewer's timeline
   * @param speed divides all times
   * @param from first picture of the group
   * @param to behind the last one
   */
  static Buffer fragment(int sequence, long decodeTime, Group group, int speed, int from, int to) {
    return fragment(sequence, decodeTime, group, speed, from, to, null);
  }

  /** With sound, whose bytes follow those of the pictures; null for none. */
  static Buffer fragment(
      int sequence,
      long decodeTime,
      Group group,
      int speed,
      int from,
      int to,
      WatchedSound.@Nullable Piece sound) {
    Pictures pictures = group.pictures();
    int begin = (int) pictures.bytesBefore(from);
    int size = (int) pictures.bytesBefore(to) - begin;
    byte[] heard = sound == null ? new byte[0] : joined(sound.units());
    int soundBytes = heard.length + (sound == null ? 0 : 4 * sound.units().size());
    BoxBuffer out =
        new BoxBuffer(TRUN_AT_LEAST + BYTES_A_PICTURE * (to - from) + size + soundBytes);
    int[] offsetAt = new int[2];
    out.box(
        "moof",
        moof -> {
          moof.fullBox("mfhd", 0, 0, box -> box.u32(sequence));
          moof.box(
              "traf",
              traf -> {
                traf.fullBox("tfhd", 0, DEFAULT_BASE_IS_MOOF, box -> box.u32(VideoTrack.ID));
                traf.fullBox("tfdt", 1, 0, box -> box.u64(decodeTime));
                traf.fullBox(
                    "trun",
                    1,
                    OFFSET_DURATION_SIZE_FLAGS_COMPOSITION,
                    box -> {
                      box.u32(to - from);
                      offsetAt[0] = box.position();
                      box.u32(0);
                      run(box, pictures, speed, from, to);
                    });
              });
          if (sound != null) {
            moof.box("traf", traf -> offsetAt[1] = sound(traf, sound));
          }
        });
    int begins = out.position() + BoxReader.HEADER;
    out.setU32(offsetAt[0], begins);
    if (sound != null) {
      out.setU32(offsetAt[1], begins + size);
    }
    ByteBuffer bytes = group.bytes();
    byte[] content = new byte[size];
    bytes.get(begin, content);
    out.box("mdat", box -> box.raw(content).raw(heard));
    return Buffer.buffer(out.toByteArray());
  }

  /** The sound's {@code traf}; gives where the place of its bytes is to be written. */
  private static int sound(BoxBuffer traf, WatchedSound.Piece sound) {
    int[] offsetAt = new int[1];
    traf.fullBox(
        "tfhd",
        0,
        DEFAULT_BASE_IS_MOOF | DEFAULT_DURATION,
        box -> box.u32(SoundTrackBoxes.ID).u32(sound.coding().unitSamples()));
    traf.fullBox("tfdt", 1, 0, box -> box.u64(sound.sample()));
    traf.fullBox(
        "trun",
        0,
        OFFSET_SIZE,
        box -> {
          box.u32(sound.units().size());
          offsetAt[0] = box.position();
          box.u32(0);
          sound.units().forEach(unit -> box.u32(unit.length));
        });
    return offsetAt[0];
  }

  private static byte[] joined(List<byte[]> units) {
    ByteBuffer out = ByteBuffer.allocate(units.stream().mapToInt(unit -> unit.length).sum());
    units.forEach(out::put);
    return out.array();
  }

  private static void run(BoxBuffer box, Pictures pictures, int speed, int from, int to) {
    long before = pictures.unitsBefore(from);
    for (int i = from; i < to; i++) {
      long after = before + pictures.durations()[i];
      box.u32((int) (after / speed - before / speed)).u32(pictures.sizes()[i]);
      box.u32(pictures.keyframes()[i] ? DEPENDS_ON_NOTHING : DEPENDS_ON_OTHERS);
      box.u32(pictures.composition(i) / speed);
      before = after;
    }
  }
}
