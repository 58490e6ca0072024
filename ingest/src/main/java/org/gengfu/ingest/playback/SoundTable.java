package org.gengfu.ingest.playback;

import java.util.Arrays;

/**
 * The sound beside the pictures of a {@link SampleTable}, without a gap from its first moment to
 * its last: silence stands where nothing was recorded. Its bytes follow those of the pictures that
 * it was recorded with.
 */
final class SoundTable implements SoundLine.Filler {
  /** Bytes of one unit at most; what is longer is left out. */
  static final int MAX_UNIT_BYTES = 0xffff;

  /** In the place of a file's number: these bytes are silence. */
  static final int SILENCE = -1;

  /** Of G.711 in one chunk: two minutes. */
  private static final int MOST_SILENT_SAMPLES = 1 << 20;

  private final SoundCoding coding;
  private final SoundLine line;
  private int chunks;
  private int[] chunkFile = new int[16];
  private long[] chunkOffset = new long[16];
  private int[] chunkBehind = new int[16];
  private long[] chunkBytes = new long[16];
  private int[] chunkSamples = new int[16];
  private int units;
  private short[] sizes = new short[256];
  private long heard;
  private int behind;

  SoundTable(SoundCoding coding) {
    this.coding = coding;
    this.line = new SoundLine(coding, this);
  }

  /**
   * Adds the sound of a fragment.
   *
   * @param file its number in the pictures' table
   * @param behindChunk the pictures whose bytes stand before it
   * @param shift what is added to a time of the file to get the pictures' time line
   * @param before what begins at this moment of the time line or later is left out
   */
  void add(int file, int behindChunk, Sounds sounds, long shift, long before) {
    behind = behindChunk;
    long at = sounds.decodeTime() + shift;
    long offset = sounds.offset();
    for (int i = 0; i < sounds.count(); i++) {
      int size = sounds.sizes()[i];
      int samples = coding.samples(size);
      if (samples > 0 && at < before && line.takes(at, samples)) {
        heard += samples;
        append(file, offset, size, samples);
      }
      at += sounds.durations()[i];
      offset += size;
    }
  }

  /** Puts silence where there is no sound up to this moment. */
  void fillUpTo(int behindChunk, long at) {
    behind = behindChunk;
    line.fillUpTo(at);
  }

  @Override
  public void silence(long grains) {
    int bytes = coding.silence().length;
    if (coding.unitSamples() > 0) {
      for (long i = 0; i < grains; i++) {
        append(SILENCE, i * bytes, bytes, coding.unitSamples());
      }
      return;
    }
    for (long left = grains; left > 0; left -= MOST_SILENT_SAMPLES) {
      int samples = (int) Math.min(left, MOST_SILENT_SAMPLES);
      chunk(SILENCE, 0, (long) samples * bytes, samples);
    }
  }

  /** One unit: in the last chunk, where it goes on there, or in a new one. */
  private void append(int file, long offset, int size, int samples) {
    boolean fixed = coding.unitSamples() > 0;
    int last = chunks - 1;
    if (last >= 0
        && chunkFile[last] == file
        && chunkBehind[last] == behind
        && chunkOffset[last] + chunkBytes[last] == offset) {
      chunkBytes[last] += size;
      chunkSamples[last] += fixed ? 1 : samples;
    } else {
      chunk(file, offset, size, fixed ? 1 : samples);
    }
    if (fixed) {
      if (units == sizes.length) {
        sizes = Arrays.copyOf(sizes, units + units / 2);
      }
      sizes[units] = (short) size;
      units++;
    }
  }

  private void chunk(int file, long offset, long bytes, int samples) {
    if (chunks == chunkFile.length) {
      int more = 2 * chunks;
      chunkFile = Arrays.copyOf(chunkFile, more);
      chunkOffset = Arrays.copyOf(chunkOffset, more);
      chunkBehind = Arrays.copyOf(chunkBehind, more);
      chunkBytes = Arrays.copyOf(chunkBytes, more);
      chunkSamples = Arrays.copyOf(chunkSamples, more);
    }
    chunkFile[chunks] = file;
    chunkOffset[chunks] = offset;
    chunkBehind[chunks] = behind;
    chunkBytes[chunks] = bytes;
    chunkSamples[chunks] = samples;
    chunks++;
  }

  SoundCoding coding() {
    return coding;
  }

  /** Whether anything is heard. */
  boolean anything() {
    return heard > 0;
  }

  /** How long something is heard, 90,000 units a second; the rest is silence. */
  long heardUnits() {
    return units(heard);
  }

  /** Samples of a channel. */
  long samples() {
    return line.end();
  }

  /** How long it lasts, 90,000 units a second. */
  long lengthUnits() {
    return units(line.end());
  }

  private long units(long samples) {
    return samples * VideoTrack.TIMESCALE / coding.format().sampleRate();
  }

  int chunks() {
    return chunks;
  }

  /** {@link #SILENCE}, or the number of its file in the pictures' table. */
  int chunkFile(int chunk) {
    return chunkFile[chunk];
  }

  /** Where in its file, or in endless silence, it begins. */
  long chunkOffset(int chunk) {
    return chunkOffset[chunk];
  }

  /** The pictures' chunk behind which it stands. */
  int chunkBehind(int chunk) {
    return chunkBehind[chunk];
  }

  long chunkBytes(int chunk) {
    return chunkBytes[chunk];
  }

  /** Samples as the file counts them: units of AAC, or single values of each channel. */
  int chunkSamples(int chunk) {
    return chunkSamples[chunk];
  }

  /** Units of AAC. */
  int units() {
    return units;
  }

  /** Bytes of a unit of AAC. */
  int size(int unit) {
    return sizes[unit] & 0xffff;
  }
}
