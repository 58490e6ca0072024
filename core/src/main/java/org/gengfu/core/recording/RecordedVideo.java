package org.gengfu.core.recording;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.Codec;
import org.jspecify.annotations.Nullable;

/** Port to recordings for people: ingest offers it, pages, API and clips use it. */
public interface RecordedVideo {
  /** Longest time that {@link #timeline} is asked for. */
  Duration LONGEST_TIMELINE = Duration.ofDays(7);

  /** Longest time that {@link #file} holds. */
  Duration LONGEST_FILE = Duration.ofHours(24);

  /** Speeds at which {@link #watch} plays. */
  List<Integer> SPEEDS = List.of(1, 2, 4, 8, 16);

  /**
   * What is recorded of a camera's main stream. Blocks.
   *
   * @param cameraId id of a camera, which may be configured no more
   * @param from begin, inclusive
   * @param to end, exclusive; at most {@link #LONGEST_TIMELINE} later
   * @throws RecordingException TOO_LONG
   */
  Timeline timeline(String cameraId, Instant from, Instant to);

  /**
   * A stretch of recording as one MP4 file. Gaps are left out: what follows a gap comes right
   * behind what was before it, and {@link VideoFile#stretches} tells where. Blocks.
   *
   * @param from the picture of this moment is the first that is shown
   * @param to pictures that begin at this moment or later are left out; at most {@link
   *     #LONGEST_FILE} later
   * @throws RecordingException for each of its reasons
   */
  VideoFile file(String cameraId, Instant from, Instant to);

  /**
   * The same file as a moment ago, where it was asked for then: a player fetches one file in many
   * pieces, also while the recording grows. Else {@link #file}. Blocks.
   */
  VideoFile recentFile(String cameraId, Instant from, Instant to);

  /**
   * Plays a recording from a moment on.
   *
   * @param from the first picture is the keyframe at or before it
   * @param speed one of {@link #SPEEDS}; above 4 only keyframes are shown
   * @param watcher takes it, always on one and the same context
   */
  Watching watch(String cameraId, Instant from, int speed, Watcher watcher);

  /**
   * What is recorded, in order.
   *
   * @param spans without gaps of more than a second
   * @param gaps between them, and between them and the ends of the asked time
   */
  record Timeline(List<Span> spans, List<Gap> gaps) {
    public Timeline {
      spans = List.copyOf(spans);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * Recorded without a gap and in one format.
   *
   * @param bytes of the file's fragments that lie in the span, at least in part
   */
  record Span(Instant from, Instant to, long bytes, Codec codec, int width, int height) {}

  /** Nothing is recorded from {@code from} to {@code to}. */
  record Gap(Instant from, Instant to) {}

  /** Watches a recording; each call is on one and the same context and must not block. */
  interface Watcher {
    /**
     * A new initialisation segment: at the start, and when the format changes.
     *
     * @param mimeType for {@code MediaSource.addSourceBuffer}
     */
    void start(String mimeType, Buffer segment);

    /**
     * Sound was recorded here that no browser plays by Media Source Extensions: what is sent is
     * without.
     *
     * @param codec null once that is over
     */
    void silent(@Nullable AudioCodec codec);

    /** The next pictures, with their sound at normal speed, as {@code moof} and {@code mdat}. */
    void fragment(Moment moment, Buffer fragment);

    /** Nothing is recorded here; playing goes on behind it. */
    void gap(Instant from, Instant to);

    /** All that is recorded was played; what is recorded from now on follows at normal speed. */
    void edge();

    /** It can't go on; nothing follows until the next {@link Watching#seek}. */
    void failed(String why);

    /** Whether another fragment can be taken without growing a queue past its bound. */
    boolean ready();
  }

  /**
   * Where a fragment belongs.
   *
   * @param at wall clock of its first picture
   * @param recorded how much of the recording it shows
   * @param media when it is shown on the viewer's own timeline, which has no gaps and runs at
   *     normal speed whatever the speed
   * @param shown how long it is shown there
   * @param speed at which it plays
   * @param jump whether it does not continue what was before, because of a seek
   */
  record Moment(
      Instant at, Duration recorded, Duration media, Duration shown, int speed, boolean jump) {}

  /** A recording being watched; safe on any thread, and never blocks. */
  interface Watching extends AutoCloseable {
    void pause();

    void resume();

    void seek(Instant to);

    /**
     * @param speed one of {@link #SPEEDS}
     */
    void speed(int speed);

    @Override
    void close();
  }
}
