package org.gengfu.ingest.playback;

import java.util.List;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Everything before the pictures and the sound of a plain (not fragmented) MP4 file: {@code ftyp},
 * {@code moov} and the head of {@code mdat}. An edit list lets it begin between keyframes: what is
 * decoded only to get there is not shown (ISO/IEC 14496-12 §8.6.6).
 */
final class Mp4Header {
  private static final int WITH_LARGE_SIZE = 16;
  private static final int NORMAL_RATE = 0x10000;

  private final SampleTable table;
  private final @Nullable SoundTable sound;
  private final long skipUnits;
  private final long createdSeconds;

  private Mp4Header(
      SampleTable table, @Nullable SoundTable sound, long skipUnits, long createdSeconds) {
    this.table = table;
    this.sound = sound;
    this.skipUnits = skipUnits;
    this.createdSeconds = createdSeconds;
  }

  /**
   * @param sound null for none; its bytes follow those of the pictures' chunks that they belong to
   * @param skipUnits how much at the beginning is decoded and not shown
   * @param createdSeconds wall clock of the first picture shown, in seconds since 1970
   * @return the header; the chunks' bytes follow, one behind the other
   */
  static byte[] of(
      SampleTable table, @Nullable SoundTable sound, long skipUnits, long createdSeconds) {
    return new Mp4Header(table, sound, skipUnits, createdSeconds).bytes();
  }

  private byte[] bytes() {
    long pictureBytes = 0;
    long units = 0;
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      pictureBytes += table.chunkBytes(chunk);
      units += table.chunkUnits(chunk);
    }
    SoundTable heard = sound;
    for (int chunk = 0; heard != null && chunk < heard.chunks(); chunk++) {
      pictureBytes += heard.chunkBytes(chunk);
    }
    long all = units;
    int[] chunkOffsets = new int[2];
    int soundUnits = heard == null ? 0 : heard.units();
    BoxBuffer out = new BoxBuffer(4 * table.samples() + 4 * soundUnits + 4_096);
    out.box("ftyp", box -> box.ascii("isom").u32(512).ascii("isomiso2avc1mp41"));
    out.box(
        "moov",
        moov -> {
          VideoTrack.movieHeader(moov, all - skipUnits, createdSeconds);
          moov.box("trak", trak -> track(trak, all, chunkOffsets));
          if (heard != null) {
            moov.box("trak", trak -> soundTrack(trak, heard, chunkOffsets));
          }
        });
    // The large form always: the header's length then doesn't depend on what it holds.
    out.u32(1).ascii("mdat").u64(pictureBytes + WITH_LARGE_SIZE);
    place(out, chunkOffsets);
    return out.toByteArray();
  }

  /** Says where the chunks are, now that the header's length is known. */
  private void place(BoxBuffer out, int[] chunkOffsets) {
    SoundTable heard = sound;
    long position = out.position();
    int soundChunk = 0;
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      out.setU64(chunkOffsets[0] + 8 * chunk, position);
      position += table.chunkBytes(chunk);
      while (heard != null
          && soundChunk < heard.chunks()
          && heard.chunkBehind(soundChunk) == chunk) {
        out.setU64(chunkOffsets[1] + 8 * soundChunk, position);
        position += heard.chunkBytes(soundChunk);
        soundChunk++;
      }
    }
  }

  private void soundTrack(BoxBuffer trak, SoundTable heard, int[] chunkOffsets) {
    SoundTrackBoxes.track(
        trak,
        heard.coding(),
        heard.samples(),
        createdSeconds,
        stbl -> {
          boolean units = heard.coding().unitSamples() > 0;
          int count = units ? heard.units() : Math.toIntExact(heard.samples());
          int each = units ? heard.coding().unitSamples() : 1;
          stbl.fullBox("stts", 0, 0, box -> box.u32(1).u32(count).u32(each));
          stbl.fullBox(
              "stsz",
              0,
              0,
              box -> {
                box.u32(units ? 0 : heard.coding().format().channels()).u32(count);
                for (int unit = 0; unit < heard.units(); unit++) {
                  box.u32(heard.size(unit));
                }
              });
          stbl.fullBox("stsc", 0, 0, box -> soundChunks(box, heard));
          chunkOffsets[1] = offsets(stbl, heard.chunks());
        });
  }

  private static void soundChunks(BoxBuffer stsc, SoundTable heard) {
    int countAt = stsc.position();
    stsc.u32(0);
    int runs = 0;
    for (int chunk = 0; chunk < heard.chunks(); chunk++) {
      if (chunk == 0 || heard.chunkSamples(chunk) != heard.chunkSamples(chunk - 1)) {
        stsc.u32(chunk + 1).u32(heard.chunkSamples(chunk)).u32(1);
        runs++;
      }
    }
    stsc.setU32(countAt, runs);
  }

  /** Room for the chunks' places; gives where it is. */
  private static int offsets(BoxBuffer stbl, int chunks) {
    int[] at = new int[1];
    stbl.fullBox(
        "co64",
        0,
        0,
        box -> {
          box.u32(chunks);
          at[0] = box.position();
          for (int chunk = 0; chunk < chunks; chunk++) {
            box.u64(0);
          }
        });
    return at[0];
  }

  private void track(BoxBuffer trak, long all, int[] chunkOffsets) {
    List<VideoFormat> formats = table.formats();
    VideoTrack.trackHeader(trak, formats.get(0), all - skipUnits, createdSeconds);
    if (skipUnits > 0 || table.reordered()) {
      long media = skipUnits + table.composition(0);
      trak.box(
          "edts",
          edts ->
              edts.fullBox(
                  "elst",
                  1,
                  0,
                  box -> box.u32(1).u64(all - skipUnits).u64(media).u32(NORMAL_RATE)));
    }
    VideoTrack.media(trak, all, createdSeconds, stbl -> tables(stbl, formats, chunkOffsets));
  }

  private void tables(BoxBuffer stbl, List<VideoFormat> formats, int[] chunkOffsets) {
    VideoTrack.descriptions(stbl, formats);
    runs(stbl, "stts", 0, table::duration);
    if (table.reordered()) {
      // Version 1: the offsets are signed.
      runs(stbl, "ctts", 1, table::composition);
    }
    stbl.fullBox("stss", 0, 0, this::keyframes);
    stbl.fullBox("stsz", 0, 0, this::sizes);
    stbl.fullBox("stsc", 0, 0, this::chunks);
    chunkOffsets[0] = offsets(stbl, table.chunks());
  }

  private interface OfSample {
    int value(int sample);
  }

  /** Equal values one after the other are written once, with their number. */
  private void runs(BoxBuffer stbl, String type, int version, OfSample values) {
    stbl.fullBox(
        type,
        version,
        0,
        box -> {
          int countAt = box.position();
          box.u32(0);
          int runs = 0;
          int sample = 0;
          while (sample < table.samples()) {
            int value = values.value(sample);
            int end = sample + 1;
            while (end < table.samples() && values.value(end) == value) {
              end++;
            }
            box.u32(end - sample).u32(value);
            sample = end;
            runs++;
          }
          box.setU32(countAt, runs);
        });
  }

  private void keyframes(BoxBuffer stss) {
    int countAt = stss.position();
    stss.u32(0);
    int count = 0;
    for (int sample = 0; sample < table.samples(); sample++) {
      if (table.keyframe(sample)) {
        stss.u32(sample + 1);
        count++;
      }
    }
    stss.setU32(countAt, count);
  }

  private void sizes(BoxBuffer stsz) {
    stsz.u32(0).u32(table.samples());
    for (int sample = 0; sample < table.samples(); sample++) {
      stsz.u32(table.size(sample));
    }
  }

  private void chunks(BoxBuffer stsc) {
    int countAt = stsc.position();
    stsc.u32(0);
    int runs = 0;
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      if (chunk == 0
          || table.samples(chunk) != table.samples(chunk - 1)
          || table.chunkFormat(chunk) != table.chunkFormat(chunk - 1)) {
        stsc.u32(chunk + 1).u32(table.samples(chunk)).u32(table.chunkFormat(chunk) + 1);
        runs++;
      }
    }
    stsc.setU32(countAt, runs);
  }
}
