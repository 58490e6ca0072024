package org.gengfu.core.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.ByteSource;
import org.jspecify.annotations.Nullable;

/** An MP4 file that exists only while it is read. */
public interface VideoFile extends ByteSource {
  /** With the {@code codecs} parameter of RFC 6381. */
  String mimeType();

  /** Two files with equal tags have equal bytes; letters and digits. */
  String tag();

  /** How long it plays. */
  Duration duration();

  /** Which time it shows when, in order; at least one. */
  List<Stretch> stretches();

  /** The sound beside the pictures; null where it has none. */
  @Nullable Sound sound();

  /**
   * Sound in a file, of one format.
   *
   * @param heard how long something was recorded; the rest of the file is silent
   * @param mixed whether sound of another format was recorded too, which the file does not have: it
   *     is silent there
   */
  record Sound(AudioFormat format, Duration heard, boolean mixed) {}

  /**
   * A stretch of recording without a gap.
   *
   * @param media when it begins to be shown, from the file's beginning
   * @param from wall clock of its first moment shown
   * @param to wall clock of its end
   */
  record Stretch(Duration media, Instant from, Instant to) {}
}
