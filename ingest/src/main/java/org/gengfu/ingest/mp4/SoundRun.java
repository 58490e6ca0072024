package org.gengfu.ingest.mp4;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one fragment of a recording. Units lie one behind the other without gaps: each lasts
 * until the next one begins, and the last as long as its samples say.
 *
 * @param bytes of all units; direct memory
 * @param decodeTime of the first unit in the file, 90,000 units a second
 * @param sizes of the units, in bytes
 * @param durations in 90,000 units a second
 */
public record SoundRun(ByteBuffer bytes, long decodeTime, int[] sizes, int[] durations) {
  /** Most units in a fragment: ten seconds of AAC at 96 kHz. */
  public static final int MOST_UNITS = 1_000;

  /**
   * Puts units on a file's time line.
   *
   * @param units in the order of their times, in one format; of more than {@value #MOST_UNITS} the
   *     first
   * @param shift what is added to a presentation time to get the file's
   * @param notBefore the file's time at which the sound before it ends, or at which the file begins
   * @return null where nothing is left: what lies before {@code notBefore} is left out
   */
  public static @Nullable SoundRun of(List<AudioUnit> units, long shift, long notBefore) {
    int[] sizes = new int[Math.min(units.size(), MOST_UNITS)];
    int[] durations = new int[sizes.length];
    AudioUnit[] taken = new AudioUnit[sizes.length];
    int count = 0;
    int bytes = 0;
    long first = 0;
    long last = 0;
    for (AudioUnit unit : units) {
      long time = unit.pts() + shift;
      boolean over = time + nominal(unit) <= notBefore || (count > 0 && time <= last);
      if (over || count == sizes.length) {
        continue;
      }
      long begin = Math.max(time, notBefore);
      if (count == 0) {
        first = begin;
      } else {
        durations[count - 1] = (int) Math.min(Integer.MAX_VALUE, begin - last);
      }
      taken[count] = unit;
      sizes[count] = unit.size();
      durations[count] = nominal(unit);
      bytes += unit.size();
      last = begin;
      count++;
    }
    return count == 0
        ? null
        : new SoundRun(
            joined(taken, count, bytes), first, cut(sizes, count), cut(durations, count));
  }

  private static int nominal(AudioUnit unit) {
    long units = unit.samples() * AccessUnit.PTS_PER_SECOND / unit.format().sampleRate();
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, units));
  }

  private static ByteBuffer joined(AudioUnit[] units, int count, int bytes) {
    ByteBuffer out = ByteBuffer.allocateDirect(bytes);
    for (int i = 0; i < count; i++) {
      out.put(units[i].bytes());
    }
    return out.flip();
  }

  private static int[] cut(int[] all, int count) {
    return Arrays.copyOf(all, count);
  }

  int count() {
    return sizes.length;
  }

  /** Where in the file's time its last unit ends. */
  public long end() {
    long end = decodeTime;
    for (int duration : durations) {
      end += duration;
    }
    return end;
  }
}
