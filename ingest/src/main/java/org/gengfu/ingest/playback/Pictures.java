package org.gengfu.ingest.playback;

import org.jspecify.annotations.Nullable;

/**
 * What the {@code moof} of one recorded fragment says about its pictures. Their bytes lie in one
 * piece.
 *
 * @param offset of the first picture's bytes in the file
 * @param sizes in bytes
 * @param durations 90,000 units a second
 * @param keyframes where decoding can begin
 * @param compositions presentation minus decoding time, in the same units; null where all are 0
 */
record Pictures(
    long offset, int[] sizes, int[] durations, boolean[] keyframes, int @Nullable [] compositions) {

  int count() {
    return sizes.length;
  }

  int composition(int picture) {
    return compositions == null ? 0 : compositions[picture];
  }

  /** Bytes of the pictures before this one. */
  long bytesBefore(int picture) {
    long bytes = 0;
    for (int i = 0; i < picture; i++) {
      bytes += sizes[i];
    }
    return bytes;
  }

  /** How long the pictures before this one last. */
  long unitsBefore(int picture) {
    long units = 0;
    for (int i = 0; i < picture; i++) {
      units += durations[i];
    }
    return units;
  }
}
