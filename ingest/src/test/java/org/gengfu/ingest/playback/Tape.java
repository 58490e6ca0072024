package org.gengfu.ingest.playback;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongPredicate;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.ingest.testing.Tone;

/**
 * Sound as a camera sends it: a tone of a tenth of a second at the beginning of every second, and
 * nothing between.
 */
final class Tape {
  static final AudioFormat AAC =
      new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});
  static final AudioFormat A_LAW = new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]);

  private static final int G711_UNIT = 160;
  private static final byte A_LAW_ZERO = (byte) 0xd5;

  private final Instant begin;
  private final AudioFormat format;
  private final List<byte[]> units;
  private final int unitSamples;

  /** Between the beginnings of two units by the pictures' clock. */
  private double spacing;

  private long late;
  private LongPredicate comes = at -> true;

  private Tape(Instant begin, AudioFormat format, List<byte[]> units, int unitSamples) {
    this.begin = begin;
    this.format = format;
    this.units = units;
    this.unitSamples = unitSamples;
    this.spacing = unitSamples * 90_000.0 / format.sampleRate();
  }

  /** AAC, encoded by the machine's FFmpeg. */
  static Tape aac(Path directory, Instant begin, int seconds) throws Exception {
    List<byte[]> frames;
    try {
      frames = Tone.bursts(directory, seconds);
    } catch (IOException e) {
      org.junit.jupiter.api.Assumptions.assumeTrue(false, "FFmpeg is not here");
      throw e;
    }
    // What an encoder is given comes out with its second unit.
    return new Tape(begin, AAC, frames.subList(1, frames.size()), 1_024);
  }

  /** G.711, in which every sample is known. */
  static Tape aLaw(Instant begin, int seconds) {
    List<byte[]> frames = new ArrayList<>();
    for (int n = 0; n < seconds * 50; n++) {
      byte[] frame = new byte[G711_UNIT];
      Arrays.fill(frame, A_LAW_ZERO);
      for (int i = 0; n % 50 < 5 && i < G711_UNIT; i++) {
        frame[i] = (byte) (i % 16 < 8 ? 0xaa : 0x2a); // as loud as it can be, 500 Hz
      }
      frames.add(frame);
    }
    return new Tape(begin, A_LAW, frames, G711_UNIT);
  }

  /** It comes so much later than the pictures that it belongs to. */
  Tape late(Duration by) {
    late = Units.of(by);
    return this;
  }

  /** Its clock is as much faster than the pictures'. */
  Tape faster(double factor) {
    spacing /= factor;
    return this;
  }

  /** Nothing comes that begins in this time, in seconds since the tape's beginning. */
  Tape without(double from, double to) {
    comes = at -> at < from * 90_000 || at >= to * 90_000;
    return this;
  }

  AudioFormat format() {
    return format;
  }

  /** A moment on the tape, 90,000 units a second. */
  long time(Instant at) {
    return Units.of(Duration.between(begin, at));
  }

  /** What has come in this time. */
  List<AudioUnit> between(long from, long to) {
    List<AudioUnit> found = new ArrayList<>();
    for (int n = 0; n < units.size(); n++) {
      long at = Math.round(n * spacing);
      if (at >= from - late && at < to - late && comes.test(at)) {
        found.add(new AudioUnit(format, at, unitSamples, units.get(n)));
      }
    }
    return found;
  }
}
