package org.gengfu.ingest.playback;

import java.time.Duration;

/**
 * Where sound stands beside the pictures. Players count the samples that they play and pay no heed
 * to the times of a file's sound once it runs: so each unit lasts as long as its samples do, and
 * what keeps it with the pictures is silence put in where sound is missing, and units left out
 * where there are too many.
 */
final class SoundLine {
  /**
   * Running sound may stray from the pictures by so much, or three quarters of its unit where those
   * are longer. ITU-R BT.1359 finds 90 ms early and 185 ms late acceptable.
   */
  static final Duration TOLERANCE = Duration.ofMillis(60);

  /** Sound comes later than its pictures, so much at most: silence takes the place of later one. */
  static final long LATE = Units.of(Duration.ofMillis(500));

  private final int rate;
  private final int grain;
  private final long tolerance;
  private final Filler filler;
  private long end;
  private boolean running;

  /** Puts in silence. */
  interface Filler {
    /**
     * @param grains how often the shortest silence is to be put in
     */
    void silence(long grains);
  }

  SoundLine(SoundCoding coding, Filler filler) {
    this.rate = coding.format().sampleRate();
    this.grain = coding.grain();
    this.tolerance = Math.max(rate * TOLERANCE.toMillis() / 1_000, coding.unitSamples() * 3L / 4);
    this.filler = filler;
  }

  /**
   * Whether a unit is to follow now; silence before it has then been put in.
   *
   * @param at when it is to be heard on the pictures' time line, 90,000 units a second
   * @param samples how long it lasts
   */
  boolean takes(long at, int samples) {
    long ahead = samplesAt(at) - end;
    if (!running || Math.abs(ahead) > tolerance) {
      long grains = Math.floorDiv(ahead + grain / 2, (long) grain);
      if (grains < 0) {
        return false;
      }
      fill(grains);
    }
    end += samples;
    running = true;
    return true;
  }

  /** Puts in silence where there is no sound up to this moment. */
  void fillUpTo(long at) {
    fill(Math.floorDiv(samplesAt(at) - end, (long) grain));
  }

  private void fill(long grains) {
    if (grains > 0) {
      filler.silence(grains);
      end += grains * grain;
      running = false;
    }
  }

  /** Goes on at this sample: what was laid behind it is taken back. */
  void resumeAt(long sample) {
    end = sample;
    running = false;
  }

  /** Which sample is heard at this moment. */
  long samplesAt(long at) {
    return Math.floorDiv(at * rate, Units.of(Duration.ofSeconds(1)));
  }

  /** Samples so far. */
  long end() {
    return end;
  }
}
