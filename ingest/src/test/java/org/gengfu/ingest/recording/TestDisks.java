package org.gengfu.ingest.recording;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Row;
import org.gengfu.ingest.recording.RecordingConfig.Directory;

/** Makes disks for tests. */
final class TestDisks {
  private TestDisks() {}

  /** A disk that is only named. */
  static RecordingDisk unused(Path directory) {
    SegmentStore store = new FakeSegmentStore();
    return new RecordingDisk(
        new Directory(directory, null, 0L),
        new NioDiskFiles(directory),
        store,
        new IndexWriter(store),
        new RecordingMeters(new SimpleMeterRegistry()),
        System::nanoTime,
        RecordingDisk.QUEUE_BYTES,
        RecordingDisk.PROBE_EVERY);
  }

  static Row row(OpenSegment segment) {
    Row row = segment.row();
    if (row == null) {
      throw new AssertionError("nothing was written");
    }
    return row;
  }
}
