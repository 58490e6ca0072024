package org.gengfu.ingest.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.mp4.SoundRun;

/**
 * Gathers the sound that comes beside a group of pictures, within bounds: the oldest goes first.
 */
final class SoundCollector {
  static final int MOST_UNITS = SoundRun.MOST_UNITS;
  static final int MOST_BYTES = 1 << 20;

  private final ArrayDeque<AudioUnit> units = new ArrayDeque<>();
  private int bytes;

  void add(AudioUnit unit) {
    if (!units.isEmpty() && !units.getLast().format().equals(unit.format())) {
      clear();
    }
    units.add(unit);
    bytes += unit.size();
    while (units.size() > MOST_UNITS || bytes > MOST_BYTES) {
      drop();
    }
  }

  /**
   * Hands over what belongs before this moment; what comes later waits for the next group.
   *
   * @param endPts presentation time at which the group of pictures ends
   */
  List<AudioUnit> take(long endPts) {
    List<AudioUnit> taken = new ArrayList<>();
    int held = units.size();
    for (int i = 0; i < held; i++) {
      AudioUnit unit = drop();
      if (unit.pts() < endPts) {
        taken.add(unit);
      } else {
        units.add(unit);
        bytes += unit.size();
      }
    }
    taken.sort(Comparator.comparingLong(AudioUnit::pts));
    return taken;
  }

  private AudioUnit drop() {
    AudioUnit unit = units.removeFirst();
    bytes -= unit.size();
    return unit;
  }

  void clear() {
    units.clear();
    bytes = 0;
  }
}
