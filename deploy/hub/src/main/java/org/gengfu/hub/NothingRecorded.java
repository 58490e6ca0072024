package org.gengfu.hub;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.Recordings;

/** Recordings of a hub that doesn't record. */
final class NothingRecorded implements Recordings {
  @Override
  public List<RecordedSegment> between(
      String cameraId, StreamName stream, Instant from, Instant to) {
    return List.of();
  }

  @Override
  public List<Span> spans(
      String cameraId, StreamName stream, Instant from, Instant to, int joinSeconds) {
    return List.of();
  }
}
