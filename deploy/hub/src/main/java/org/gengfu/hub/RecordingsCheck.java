package org.gengfu.hub;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Disk;
import org.gengfu.core.storage.Database;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.hub.config.HubConfig.RecordingDirectory;
import org.gengfu.ingest.recording.Verification;
import org.gengfu.ingest.recording.Verification.Depth;
import org.gengfu.ingest.recording.Verification.Options;
import org.gengfu.ingest.recording.Verification.Summary;

/** Work on the recordings from the command line, beside the hub or without it. */
public final class RecordingsCheck {
  private final HubConfig config;
  private final InstantSource clock;

  public RecordingsCheck(HubConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Compares the index with the disks, and makes them agree if asked to. With the embedded database
   * no hub can be running at the same time; with one outside it may be, and what it writes is left
   * alone.
   *
   * @param out takes a line for each disagreement
   */
  public Summary verify(Depth depth, boolean repair, Consumer<String> out) {
    Options options = new Options(depth, repair, config.database() != null);
    try (Database database = database()) {
      return new Verification(database.segments(), clock, options, out)
          .run(config.recordings().stream().map(RecordingDirectory::path).toList());
    }
  }

  /**
   * Forgets a disk that is gone for ever, and what the index has on it.
   *
   * @return how many segments were forgotten; empty where no disk was ever used there
   */
  public Optional<Integer> forget(Path directory, String actor) {
    try (Database database = database()) {
      SegmentStore store = database.segments();
      List<Disk> known =
          store.disks().stream()
              .filter(disk -> disk.directory().equals(directory.toAbsolutePath().normalize()))
              .toList();
      if (known.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          known.stream().mapToInt(disk -> store.forget(disk.id(), actor, clock.instant())).sum());
    }
  }

  private Database database() {
    Database database = new Database(Settings.database(config), new SimpleMeterRegistry(), clock);
    database.start();
    return database;
  }
}
