package org.gengfu.ingest.playback;

import java.util.Arrays;
import org.gengfu.core.media.AudioFormat;

/**
 * Sound of a recorded fragment, in memory.
 *
 * @param format what the fragment's file promises
 * @param begin of the first unit from the first picture on, 90,000 units a second; may be negative
 * @param sizes of the units in bytes; none where the fragment has no sound
 * @param durations until the next unit, in the same units as the begin
 * @param bytes of all units, one behind the other
 */
record GroupSound(AudioFormat format, long begin, int[] sizes, int[] durations, byte[] bytes) {
  /** A fragment without sound, in a file that has some. */
  static GroupSound none(AudioFormat format) {
    return new GroupSound(format, 0, new int[0], new int[0], new byte[0]);
  }

  /** The bytes of one unit. */
  byte[] unit(int index) {
    int at = Arrays.stream(sizes, 0, index).sum();
    return Arrays.copyOfRange(bytes, at, at + sizes[index]);
  }
}
