package org.gengfu.ingest.playback;

/**
 * What the {@code moof} of one recorded fragment says about its sound. The bytes lie in one piece.
 *
 * @param decodeTime of the first unit in the file, 90,000 units a second
 * @param offset of the first unit's bytes in the file
 * @param sizes in bytes
 * @param durations until the next unit, in the same units as the time
 */
record Sounds(long decodeTime, long offset, int[] sizes, int[] durations) {
  int count() {
    return sizes.length;
  }

  long bytes() {
    long bytes = 0;
    for (int size : sizes) {
      bytes += size;
    }
    return bytes;
  }
}
