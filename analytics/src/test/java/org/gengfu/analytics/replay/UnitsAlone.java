package org.gengfu.analytics.replay;

import java.time.Instant;
import org.gengfu.core.recording.RecordedUnits;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.VideoFile;

/** A recording of which a replay asks nothing but its units and its timeline. */
interface UnitsAlone extends RecordedUnits, RecordedVideo {
  @Override
  default VideoFile file(String cameraId, Instant from, Instant to) {
    throw new AssertionError("a replay reads no files");
  }

  @Override
  default VideoFile recentFile(String cameraId, Instant from, Instant to) {
    throw new AssertionError("a replay reads no files");
  }

  @Override
  default Watching watch(String cameraId, Instant from, int speed, Watcher watcher) {
    throw new AssertionError("a replay watches nothing");
  }
}
