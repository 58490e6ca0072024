package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.gengfu.core.recording.RecordingStatus.DiskState;
import org.gengfu.core.recording.Segment;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.junit.jupiter.api.Test;

/** What is deleted to keep to days and room. */
class RecorderRoomTest extends RunningRecorder {
  @Test
  void whatIsOlderThanItsDaysGoesUnlessProtected() {
    camera("cam-1", continuous(7));
    camera("cam-2", continuous(30));
    camera("cam-3", continuous(7));
    start(disk("a"));
    for (String camera : List.of("cam-1", "cam-2", "cam-3")) {
      subscribed(camera);
      send(camera, 0, 10);
      eventually(() -> fragments(camera), () -> fragments(camera) == 4);
    }
    recorder().close();
    recorder().protection().protect("cam-3", at(1), at(2), "case 17", "office");

    clock.set(at(8).plus(Duration.ofDays(7)));
    keep(disk("a"));
    assertThat(files()).hasSize(3);

    clock.set(at(11).plus(Duration.ofDays(7)));
    keep(disk("a"));
    assertThat(recorded("cam-1")).isEmpty();
    assertThat(recorded("cam-2")).hasSize(1);
    assertThat(recorded("cam-3")).hasSize(1);
    assertThat(files()).hasSize(2);
    assertThat(directory.resolve("a/cam-1")).doesNotExist();

    assertThat(recorder().protection().release(1, "office")).isTrue();
    clock.set(at(12).plus(Duration.ofDays(30)));
    keep(disk("a"));
    assertThat(files()).isEmpty();
    assertThat(store.bytes(1)).isZero();
  }

  /** One round of the keeper on a disk taken up anew. */
  private RecordingDisk keep(Directory its) {
    return keep(its, new NioDiskFiles(its.path()));
  }

  private RecordingDisk keep(Directory its, DiskFiles files) {
    IndexWriter index = new IndexWriter(store);
    RecordingDisk disk =
        new RecordingDisk(
            its,
            files,
            store,
            index,
            new RecordingMeters(new SimpleMeterRegistry()),
            System::nanoTime,
            RecordingDisk.QUEUE_BYTES,
            RecordingDisk.PROBE_EVERY);
    disk.mount();
    new DiskKeeper(disk, store, registry::current, clock).run();
    return disk;
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.walk(directory.resolve("a"))) {
      return all.filter(file -> file.toString().endsWith(".mp4")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void pastItsBoundADiskLosesTheOldestAndWithoutAnyItIsFull() {
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    // Eight files of three groups, 12,000 bytes and a header each.
    for (int file = 0; file < 8; file++) {
      send("cam-1", 300 * file, 300 * file + 6);
    }
    recorder().close();
    assertThat(recorded("cam-1")).hasSize(8);

    Directory small = new Directory(directory.resolve("a"), 60_000L, 0L);
    RecordingDisk disk = keep(small);

    assertThat(recorded("cam-1"))
        .extracting(one -> one.segment().start())
        .containsExactly(at(1_200), at(1_500), at(1_800), at(2_100));
    assertThat(files()).hasSize(4);
    assertThat(disk.usedBytes()).isEqualTo(store.bytes(1)).isBetween(48_000L, 60_000L);
    assertThat(disk.state()).isEqualTo(DiskState.OK);

    recorder().protection().protect("cam-1", at(0), at(100_000), "all of it", "office");
    Directory smaller = new Directory(directory.resolve("a"), 20_000L, 0L);
    RecordingDisk full = keep(smaller);
    assertThat(files()).hasSize(4);
    assertThat(full.state()).isEqualTo(DiskState.FULL);
    assertThat(full.accepts()).isFalse();
    assertThat(full.detail()).contains("release protected recordings");

    recorder().protection().release(1, "office");
    new DiskKeeper(full, store, registry::current, clock).run();
    assertThat(files()).hasSize(1);
    assertThat(full.state()).isEqualTo(DiskState.OK);
    assertThat(full.accepts()).isTrue();
  }

  @Test
  void whatMustStayFreeStaysFree() {
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    for (int file = 0; file < 3; file++) {
      send("cam-1", 300 * file, 300 * file + 6);
    }
    recorder().close();
    FakeDiskFiles files = new FakeDiskFiles(directory.resolve("a"));
    files.freeBytes = 5_000;

    RecordingDisk disk = keep(new Directory(directory.resolve("a"), null, 6_000L), files);

    // The file system tells no more room whatever is deleted: all goes, and the disk is full.
    assertThat(recorded("cam-1")).isEmpty();
    assertThat(disk.state()).isEqualTo(DiskState.FULL);
  }

  @Test
  void deletingThatWasCutShortIsFinished() throws IOException {
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 4);
    send("cam-1", 600, 604);
    recorder().close();
    // Killed once after marking the row, once after deleting the file.
    List<Segment> marked = store.claimOldest(1, 2, Film.START);
    assertThat(marked).hasSize(2);
    Files.delete(directory.resolve("a").resolve(marked.get(0).key().path()));

    keep(disk("a"));

    assertThat(files()).isEmpty();
    assertThat(store.deleting(1)).isEmpty();
  }
}
