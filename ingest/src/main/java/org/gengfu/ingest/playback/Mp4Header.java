package org.gengfu.ingest.playback;

import java.util.List;
import org.gengfu.core.media.VideoFormat;

/**
 * Everything before the pictures of a plain (not fragmented) MP4 file: {@code ftyp}, {@code moov}
 * and the head of {@code mdat}. An edit list lets it begin between keyframes: what is decoded only
 * to get there is not shown (ISO/IEC 14496-12 §8.6.6).
 */
final class Mp4Header {
  private static final int WITH_LARGE_SIZE = 16;
  private static final int NORMAL_RATE = 0x10000;

  private final SampleTable table;
  private final long skipUnits;
  private final long createdSeconds;

  private Mp4Header(SampleTable table, long skipUnits, long createdSeconds) {
    this.table = table;
    this.skipUnits = skipUnits;
    this.createdSeconds = createdSeconds;
  }

  /**
   * @param skipUnits how much at the beginning is decoded and not shown
   * @param createdSeconds wall clock of the first picture shown, in seconds since 1970
   * @return the header; the chunks' bytes follow, one behind the other
   */
  static byte[] of(SampleTable table, long skipUnits, long createdSeconds) {
    return new Mp4Header(table, skipUnits, createdSeconds).bytes();
  }

  private byte[] bytes() {
    long pictureBytes = 0;
    long units = 0;
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      pictureBytes += table.chunkBytes(chunk);
      units += table.chunkUnits(chunk);
    }
    long all = units;
    int[] chunkOffsets = new int[1];
    BoxBuffer out = new BoxBuffer(4 * table.samples() + 4_096);
    out.box("ftyp", box -> box.ascii("isom").u32(512).ascii("isomiso2avc1mp41"));
    out.box(
        "moov",
        moov -> {
          VideoTrack.movieHeader(moov, all - skipUnits, createdSeconds);
          moov.box("trak", trak -> track(trak, all, chunkOffsets));
        });
    // The large form always: the header's length then doesn't depend on what it holds.
    out.u32(1).ascii("mdat").u64(pictureBytes + WITH_LARGE_SIZE);
    long position = out.position();
    for (int chunk = 0; chunk < table.chunks(); chunk++) {
      out.setU64(chunkOffsets[0] + 8 * chunk, position);
      position += table.chunkBytes(chunk);
    }
    return out.toByteArray();
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
    stbl.fullBox(
        "co64",
        0,
        0,
        box -> {
          box.u32(table.chunks());
          chunkOffsets[0] = box.position();
          for (int chunk = 0; chunk < table.chunks(); chunk++) {
            box.u64(0);
          }
        });
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
