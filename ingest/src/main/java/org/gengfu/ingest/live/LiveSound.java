package org.gengfu.ingest.live;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sound of one viewer's stream. A browser plays no further than both its tracks reach: the
 * sound's track is only promised while sound comes, and has no gaps either, each unit lasting until
 * the next. G.711, which no browser plays in MP4, is left out; {@link LiveSession} says so.
 */
final class LiveSound {
  /** Sound that has been silent for longer than this, in presentation time, is gone. */
  static final long PATIENCE = AccessUnit.PTS_PER_SECOND;

  private final Output output;
  private @Nullable AudioFormat heard;
  private long heardPts;
  private @Nullable AudioFormat promised;
  private @Nullable AudioUnit held;
  private long heldTime = -1;
  private boolean anchored;
  private long shift;

  /** Where the fragments go. */
  interface Output {
    /**
     * One unit of sound.
     *
     * @param time on the viewer's time line, 90,000 a second
     * @param duration in the same
     */
    void sound(ByteBuffer bytes, long time, int duration);
  }

  LiveSound(Output output) {
    this.output = output;
  }

  /** The format that the next initialisation segment is to promise; null for none. */
  @Nullable AudioFormat wanted(long picturePts) {
    return heard != null && Math.abs(picturePts - heardPts) <= PATIENCE ? heard : null;
  }

  /** What the present initialisation segment promises; null where it has no sound. */
  @Nullable AudioFormat promised() {
    return promised;
  }

  /** An initialisation segment with this has been sent. */
  void promise(@Nullable AudioFormat format) {
    if (!Objects.equals(format, promised)) {
      held = null;
    }
    promised = format;
  }

  /** A picture goes out: where on the viewer's time line the presentation time stands now. */
  void anchor(long pts, long time) {
    anchored = true;
    shift = time - pts;
  }

  /** What comes next doesn't follow on what came: it waits for the next picture. */
  void interrupt() {
    anchored = false;
  }

  /** Whether browsers play it in MP4. */
  static boolean plays(AudioCodec codec) {
    return codec == AudioCodec.AAC;
  }

  void take(AudioUnit unit) {
    if (!plays(unit.format().codec())) {
      return;
    }
    heard = unit.format();
    heardPts = unit.pts();
    if (!anchored || !Objects.equals(unit.format(), promised)) {
      return;
    }
    long time = unit.pts() + shift;
    if (time <= heldTime) {
      return;
    }
    AudioUnit before = held;
    if (before != null) {
      output.sound(before.bytes(), heldTime, (int) (time - heldTime));
    }
    held = unit;
    heldTime = time;
  }
}
