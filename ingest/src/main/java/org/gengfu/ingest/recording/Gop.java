package org.gengfu.ingest.recording;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Pictures that go to disk together, with the sound that came beside them; holds a reference to
 * each picture.
 *
 * @param units in decoding order, at least one
 * @param sound in the order of its times, in one format; it may reach a little beyond the pictures
 * @param endPts presentation time at which the last one ends
 * @param follows whether it goes on where the group before ended, in the same format
 */
record Gop(List<AccessUnit> units, List<AudioUnit> sound, long endPts, boolean follows) {
  Gop {
    units = List.copyOf(units);
    sound = List.copyOf(sound);
  }

  /** Without sound. */
  Gop(List<AccessUnit> units, long endPts, boolean follows) {
    this(units, List.of(), endPts, follows);
  }

  /** The same pictures with this sound. */
  Gop with(List<AudioUnit> itsSound) {
    return new Gop(units, itsSound, endPts, follows);
  }

  /** Of its sound; null where it has none. */
  @Nullable AudioFormat soundFormat() {
    return sound.isEmpty() ? null : sound.get(0).format();
  }

  VideoFormat format() {
    return units.get(0).format();
  }

  /** Whether decoding can begin with it. */
  boolean keyframe() {
    return units.get(0).keyframe();
  }

  long firstPts() {
    return units.get(0).pts();
  }

  Instant wallClock() {
    return units.get(0).wallClock();
  }

  int bytes() {
    int bytes = 0;
    for (AccessUnit unit : units) {
      bytes += unit.size();
    }
    for (AudioUnit unit : sound) {
      bytes += unit.size();
    }
    return bytes;
  }

  void release() {
    units.forEach(AccessUnit::release);
  }
}
