package org.gengfu.simulator.scene;

import org.jspecify.annotations.Nullable;

/** Where something is at a time of its film; nowhere before it comes and after it has gone. */
@FunctionalInterface
interface Motion {
  @Nullable Pose at(double seconds);

  /** Stands here all the time. */
  static Motion still(double x, double z, double headingDegrees) {
    Pose pose = new Pose(x, z, Math.toRadians(headingDegrees), 0, 0);
    return seconds -> pose;
  }

  /**
   * Along the track at one speed, again and again: what has not arrived when the loop ends goes on
   * at its beginning, so the loop has no seam.
   *
   * @param turn which of the copies this is, where the way takes longer than the loop
   */
  static Motion looped(Track track, double start, double speed, double loopSeconds, int turn) {
    return seconds -> {
      double since = seconds - start;
      since -= Math.floor(since / loopSeconds) * loopSeconds;
      double distance = (since + turn * loopSeconds) * speed;
      return distance <= track.length() ? track.at(distance, speed) : null;
    };
  }

  /**
   * Along the track by a time table.
   *
   * @param table seconds, metres, metres a second; for each stop of the table, in order of time
   * @param before whether it stands at the first place before its time
   * @param after whether it stands at the last place after its time
   */
  static Motion timed(Track track, boolean before, boolean after, double... table) {
    return seconds -> {
      int last = table.length / 3 - 1;
      if (seconds < table[0]) {
        return before ? track.at(table[1], 0) : null;
      }
      if (seconds >= table[3 * last]) {
        return after ? track.at(table[3 * last + 1], 0) : null;
      }
      int leg = 0;
      while (seconds >= table[3 * leg + 3]) {
        leg++;
      }
      return between(track, table, leg, seconds);
    };
  }

  private static Pose between(Track track, double[] table, int leg, double seconds) {
    int i = 3 * leg;
    double duration = table[i + 3] - table[i];
    double t = (seconds - table[i]) / duration;
    double from = table[i + 1];
    double to = table[i + 4];
    double out = table[i + 2] * duration;
    double in = table[i + 5] * duration;
    double distance =
        from
            + out * t
            + (3 * (to - from) - 2 * out - in) * t * t
            + (2 * (from - to) + out + in) * t * t * t;
    double speed =
        (out + 2 * (3 * (to - from) - 2 * out - in) * t + 3 * (2 * (from - to) + out + in) * t * t)
            / duration;
    return track.at(Math.max(0, Math.min(track.length(), distance)), speed);
  }
}
