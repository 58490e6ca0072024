package org.gengfu.core.recording;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.StreamName;

/** Port to what is recorded: ingest offers it, playback and clips use it. All calls block. */
public interface Recordings {
  /** Greatest number of segments that {@link #between} gives; 31 days of one camera are 8,928. */
  int MOST_SEGMENTS = 10_000;

  /**
   * The segments of which some picture lies in the range, oldest first, and at most {@link
   * #MOST_SEGMENTS}. The segment being written is among them, up to its last written fragment.
   *
   * @param cameraId id of a camera, which may be configured no more
   * @param from begin, inclusive
   * @param to end, exclusive
   * @throws org.gengfu.core.storage.StoreException when the database is away
   */
  List<RecordedSegment> between(String cameraId, StreamName stream, Instant from, Instant to);

  /**
   * When there is something recorded: the ranges within {@code from} to {@code to}, oldest first.
   * Ranges less than {@code joinSeconds} apart are one.
   */
  List<Span> spans(String cameraId, StreamName stream, Instant from, Instant to, int joinSeconds);

  /** A range of time; the end is exclusive. */
  record Span(Instant from, Instant to) {}
}
