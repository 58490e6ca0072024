package org.gengfu.ingest.playback;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * All pictures of a stretch of recording, in order, in arrays of primitives: a day at 25 pictures a
 * second takes 17 MB. Pictures whose bytes lie in one piece are a chunk (ISO/IEC 14496-12 §8.7).
 */
final class SampleTable {
  private static final int KEYFRAME = Integer.MIN_VALUE;

  private final List<Path> files = new ArrayList<>();
  private final List<VideoFormat> formats = new ArrayList<>();
  private int chunks;
  private int[] chunkFile = new int[16];
  private long[] chunkOffset = new long[16];
  private int[] chunkFirst = new int[16];
  private int[] chunkFormat = new int[16];
  private long[] chunkWallMicros = new long[16];
  private int samples;
  private int[] sizes = new int[256];
  private int[] durations = new int[256];
  private int @Nullable [] compositions;

  /**
   * Adds some pictures of a fragment.
   *
   * @param wallClock of the fragment's first picture
   * @param from first picture to add
   * @param to first picture not to add; after {@code from}
   */
  void add(Path file, VideoFormat format, Pictures pictures, Instant wallClock, int from, int to) {
    growChunks();
    chunkFile[chunks] = indexOf(files, file);
    chunkFormat[chunks] = indexOf(formats, format);
    chunkOffset[chunks] = pictures.offset() + pictures.bytesBefore(from);
    chunkFirst[chunks] = samples;
    chunkWallMicros[chunks] =
        Units.wallMicros(wallClock) + Units.micros(pictures.unitsBefore(from));
    chunks++;
    growSamples(to - from);
    for (int i = from; i < to; i++) {
      sizes[samples] =
          pictures.keyframes()[i] ? pictures.sizes()[i] | KEYFRAME : pictures.sizes()[i];
      durations[samples] = pictures.durations()[i];
      int composition = pictures.composition(i);
      if (composition != 0 && compositions == null) {
        compositions = new int[sizes.length];
      }
      if (compositions != null) {
        compositions[samples] = composition;
      }
      samples++;
    }
  }

  private void growChunks() {
    if (chunks == chunkFile.length) {
      int more = 2 * chunks;
      chunkFile = Arrays.copyOf(chunkFile, more);
      chunkOffset = Arrays.copyOf(chunkOffset, more);
      chunkFirst = Arrays.copyOf(chunkFirst, more);
      chunkFormat = Arrays.copyOf(chunkFormat, more);
      chunkWallMicros = Arrays.copyOf(chunkWallMicros, more);
    }
  }

  private void growSamples(int more) {
    if (samples + more > sizes.length) {
      int length = Math.max(samples + more, sizes.length + sizes.length / 2);
      sizes = Arrays.copyOf(sizes, length);
      durations = Arrays.copyOf(durations, length);
      if (compositions != null) {
        compositions = Arrays.copyOf(compositions, length);
      }
    }
  }

  /** Segments come in order: what is looked for is usually the last one. */
  private static <T> int indexOf(List<T> list, T wanted) {
    if (!list.isEmpty() && list.get(list.size() - 1).equals(wanted)) {
      return list.size() - 1;
    }
    int index = list.indexOf(wanted);
    if (index < 0) {
      list.add(wanted);
      index = list.size() - 1;
    }
    return index;
  }

  List<Path> files() {
    return files;
  }

  List<VideoFormat> formats() {
    return formats;
  }

  int chunks() {
    return chunks;
  }

  int chunkFile(int chunk) {
    return chunkFile[chunk];
  }

  long chunkOffset(int chunk) {
    return chunkOffset[chunk];
  }

  /** Index into {@link #formats()}. */
  int chunkFormat(int chunk) {
    return chunkFormat[chunk];
  }

  /** Wall clock of the chunk's first picture, in microseconds since 1970. */
  long chunkWallMicros(int chunk) {
    return chunkWallMicros[chunk];
  }

  int firstSample(int chunk) {
    return chunk == chunks ? samples : chunkFirst[chunk];
  }

  int samples(int chunk) {
    return firstSample(chunk + 1) - firstSample(chunk);
  }

  long chunkBytes(int chunk) {
    long bytes = 0;
    for (int i = firstSample(chunk); i < firstSample(chunk + 1); i++) {
      bytes += size(i);
    }
    return bytes;
  }

  long chunkUnits(int chunk) {
    long units = 0;
    for (int i = firstSample(chunk); i < firstSample(chunk + 1); i++) {
      units += durations[i];
    }
    return units;
  }

  int samples() {
    return samples;
  }

  int size(int sample) {
    return sizes[sample] & ~KEYFRAME;
  }

  boolean keyframe(int sample) {
    return sizes[sample] < 0;
  }

  int duration(int sample) {
    return durations[sample];
  }

  boolean reordered() {
    return compositions != null;
  }

  int composition(int sample) {
    return compositions == null ? 0 : compositions[sample];
  }
}
