package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.recording.RecordingStatus.DiskState;
import org.gengfu.core.recording.Segment;
import org.gengfu.ingest.recording.CameraRecorder.Demand;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.gengfu.ingest.recording.SegmentScan.Depth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a disk does, the camera's loop goes on, and the other disks take over. */
class DiskTroubleTest {
  private static final int GOP_BYTES = 10_000;
  private static final long QUEUE_BYTES = 45_000;

  @TempDir Path directory;
  private final Film film = new Film();
  private final FakeSegmentStore store = new FakeSegmentStore();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
  private final List<FakeDiskFiles> files = new ArrayList<>();
  private final List<RecordingDisk> all = new ArrayList<>();
  private IndexWriter index;
  private RecordingMeters recordingMeters;
  private int second;

  @BeforeEach
  void start() {
    index = new IndexWriter(store);
    index.start();
    recordingMeters = new RecordingMeters(meters);
  }

  @AfterEach
  void end() throws InterruptedException {
    files.forEach(FakeDiskFiles::goOn);
    for (RecordingDisk disk : all) {
      assertThat(disk.end(10_000)).isTrue();
    }
    index.close();
    assertThat(film.alive()).as("units not freed").isZero();
  }

  private RecordingDisk disk(String name) {
    return disk(name, new FakeDiskFiles(directory.resolve(name)));
  }

  private RecordingDisk disk(String name, FakeDiskFiles its) {
    files.add(its);
    RecordingDisk disk =
        new RecordingDisk(
            new Directory(directory.resolve(name), null, 0L),
            its,
            store,
            index,
            recordingMeters,
            nanos::get,
            QUEUE_BYTES,
            Duration.ofMillis(20));
    disk.mount();
    disk.start();
    all.add(disk);
    return disk;
  }

  private CameraRecorder camera() {
    CameraRecorder recorder =
        new CameraRecorder("cam-1", new RecordingDisks(all), recordingMeters, nanos::get);
    recorder.demand(Demand.RECORDING, 0);
    return recorder;
  }

  /** Lets the camera send this many groups of two seconds. */
  private void send(CameraRecorder recorder, int groups) {
    for (int i = 0; i < groups; i++) {
      for (AccessUnit unit : film.gopAt(second, GOP_BYTES)) {
        recorder.accept(unit);
        unit.release();
      }
      second += 2;
    }
  }

  private boolean noneOpen(RecordingDisk disk) {
    return !store.rows.isEmpty()
        && disk.openRows().isEmpty()
        && store.open(disk.id().orElseThrow()).isEmpty();
  }

  private double dropped(String reason) {
    return meters.counter(MetricNames.DROPPED_GROUPS, "reason", reason).count();
  }

  private long fragments(RecordingDisk disk) {
    return store.rows.values().stream()
        .filter(row -> row.segment().key().disk() == disk.id().orElseThrow())
        .mapToLong(row -> row.fragments().size())
        .sum();
  }

  private void allFilesAreSound() throws Exception {
    for (var row : store.rows.values()) {
      RecordingDisk disk =
          all.stream()
              .filter(one -> one.id().orElse(0) == row.segment().key().disk())
              .findFirst()
              .orElseThrow();
      try (FileChannel file =
          FileChannel.open(
              disk.path().resolve(row.segment().key().path()), StandardOpenOption.READ)) {
        SegmentScan scan = SegmentScan.of(file, Depth.PICTURES, null);
        assertThat(scan.problem()).isNull();
        assertThat(scan.fragments()).isEqualTo(row.fragments());
        assertThat(row.segment().state()).isEqualTo(Segment.State.CLOSED);
      }
    }
  }

  @Test
  void everyTroubleIsAnAlarmUntilItIsOver() {
    RecordingDisk only = disk("a");
    FakeFaults faults = new FakeFaults();
    TestClock clock = new TestClock(Film.START);
    RecordingAlarms alarms = new RecordingAlarms(faults, clock);
    CameraRecorder recorder = camera();
    alarms.disk(only);
    alarms.camera("cam-1", recorder.dropped());
    assertThat(faults.open).isEmpty();

    files.get(0).hang();
    send(recorder, 10);
    alarms.disk(only);
    alarms.camera("cam-1", recorder.dropped());
    assertThat(faults.open).containsOnlyKeys("disk-slow " + only.path(), "recording-lost cam-1");
    files.get(0).goOn();
    eventually(only::openRows, () -> only.queuedBytes() == 0 && noneOpen(only));
    nanos.addAndGet(RecordingDisk.CALM_NANOS);
    clock.set(Film.START.plus(RecordingAlarms.CALM).minusMillis(1));
    alarms.disk(only);
    alarms.camera("cam-1", recorder.dropped());
    assertThat(faults.open).containsOnlyKeys("recording-lost cam-1");
    clock.set(Film.START.plus(RecordingAlarms.CALM));
    alarms.camera("cam-1", recorder.dropped());
    assertThat(faults.open).isEmpty();

    only.full(true);
    alarms.disk(only);
    assertThat(faults.open).containsOnlyKeys("disk-full " + only.path());
    only.full(false);
    files.get(0).error = "Input/output error";
    send(recorder, 2);
    eventually(only::state, () -> only.state() == DiskState.FAILED);
    alarms.disk(only);
    assertThat(faults.open).containsOnlyKeys("disk-unusable " + only.path());
    assertThat(faults.open.values())
        .singleElement()
        .satisfies(
            fault ->
                assertThat(fault.details())
                    .containsEntry("reason", "disk-broken")
                    .containsEntry("detail", "Input/output error"));
    recorder.demand(Demand.NOTHING, 0);
  }

  @Test
  void aDiskThatHangsLosesTheCameraToTheOtherAndNothingElse() throws Exception {
    RecordingDisk first = disk("a");
    RecordingDisk second = disk("b");
    CameraRecorder recorder = camera();
    files.get(0).hang();

    for (int i = 0; i < 13; i++) {
      send(recorder, 1);
      eventually(second::queuedBytes, () -> second.queuedBytes() == 0);
    }
    recorder.demand(Demand.NOTHING, 0);

    eventually(() -> fragments(second), () -> fragments(second) == 13 - 4);
    assertThat(first.state()).isEqualTo(DiskState.SLOW);
    assertThat(recorder.droppedGroups()).isZero();
    files.get(0).goOn();
    eventually(() -> fragments(first), () -> fragments(first) == 4);
    eventually(first::queuedBytes, () -> first.queuedBytes() == 0);
    allFilesAreSound();
  }

  @Test
  void aSingleDiskThatHangsLosesWholeGroupsAndGoesOnInANewFile() throws Exception {
    RecordingDisk only = disk("a");
    CameraRecorder recorder = camera();
    send(recorder, 1);
    files.get(0).hang();

    send(recorder, 10);

    assertThat(only.state()).isEqualTo(DiskState.SLOW);
    assertThat(only.queuedBytes()).isLessThanOrEqualTo(QUEUE_BYTES);
    assertThat(recorder.droppedGroups()).isEqualTo((long) dropped("slow")).isPositive();
    assertThat(recorder.dropped()).isEqualTo(Duration.ofSeconds(2 * recorder.droppedGroups()));
    files.get(0).goOn();
    eventually(only::queuedBytes, () -> only.queuedBytes() == 0 && only.accepts());
    send(recorder, 3);
    recorder.demand(Demand.NOTHING, 0);
    long expected = 14 - recorder.droppedGroups();
    eventually(() -> fragments(only), () -> fragments(only) == expected);
    eventually(() -> store.rows, () -> store.open(only.id().orElseThrow()).isEmpty());
    assertThat(store.rows).hasSizeGreaterThan(1);
    allFilesAreSound();

    nanos.addAndGet(RecordingDisk.CALM_NANOS);
    assertThat(only.state()).isEqualTo(DiskState.OK);
  }

  @Test
  void aWriteThatTakesTooLongMakesTheDiskSlowBeforeItsQueueIsFull() {
    RecordingDisk first = disk("a");
    CameraRecorder recorder = camera();
    files.get(0).hang();
    send(recorder, 2);
    eventually(first::queuedBytes, () -> files.get(0).waiting);
    nanos.addAndGet(RecordingDisk.SLOW_WRITE_NANOS);
    assertThat(first.state()).isEqualTo(DiskState.OK);

    nanos.incrementAndGet();

    assertThat(first.state()).isEqualTo(DiskState.SLOW);
    assertThat(first.detail()).contains("slower than the cameras");
    recorder.demand(Demand.NOTHING, 0);
  }

  @Test
  void aFullDiskKeepsWholeFilesAndTheOtherTakesOver() throws Exception {
    RecordingDisk first = disk("a");
    RecordingDisk second = disk("b");
    files.get(0).roomBytes = 35_000;
    CameraRecorder recorder = camera();
    send(recorder, 6);
    eventually(first::state, () -> first.state() == DiskState.FULL);

    send(recorder, 4);
    recorder.demand(Demand.NOTHING, 0);

    eventually(() -> fragments(second), () -> fragments(second) >= 4);
    eventually(() -> fragments(first), () -> fragments(first) == 3);
    assertThat(dropped("full")).isPositive();
    eventually(() -> store.rows, () -> store.open(second.id().orElseThrow()).isEmpty());
    allFilesAreSound();
  }

  @Test
  void aFailingDiskIsLeftAndTakenUpAgainOnceItWorks() throws Exception {
    RecordingDisk first = disk("a");
    RecordingDisk second = disk("b");
    CameraRecorder recorder = camera();
    send(recorder, 3);
    eventually(() -> first.queuedBytes(), () -> first.queuedBytes() == 0);
    files.get(0).error = "Input/output error";
    send(recorder, 2);
    eventually(first::state, () -> first.state() == DiskState.FAILED);
    assertThat(first.detail()).isEqualTo("Input/output error");

    send(recorder, 3);
    eventually(() -> second.queuedBytes(), () -> second.queuedBytes() == 0);
    assertThat(second.openRows()).hasSize(1);

    files.get(0).error = null;
    eventually(first::state, () -> first.state() == DiskState.OK);
    recorder.demand(Demand.NOTHING, 0);
    eventually(() -> store.rows, () -> store.open(second.id().orElseThrow()).isEmpty());
    allFilesAreSound();
  }

  @Test
  void withoutAnyDiskTheGroupsAreDroppedAndCounted() {
    RecordingDisk only = disk("a");
    CameraRecorder recorder = camera();
    files.get(0).error = "Read-only file system";
    send(recorder, 2);
    eventually(only::state, () -> only.state() == DiskState.FAILED);

    send(recorder, 5);

    assertThat(recorder.droppedGroups()).isPositive();
    assertThat(dropped("failed")).isGreaterThanOrEqualTo((double) recorder.droppedGroups());
    recorder.demand(Demand.NOTHING, 0);
  }

  @Test
  void aDiskThatIsNotMountedIsNotTakenForAnEmptyOne() throws Exception {
    disk("a");
    FakeDiskFiles unmounted = new FakeDiskFiles(directory.resolve("a"));
    unmounted.unmounted = true;

    RecordingDisk again = disk("a", unmounted);

    assertThat(again.state()).isEqualTo(DiskState.MISSING);
    assertThat(again.detail()).contains("is it mounted?");
    assertThat(again.id()).isEmpty();
    unmounted.unmounted = false;
    eventually(again::state, () -> again.state() == DiskState.OK);
    assertThat(again.id()).isEqualTo(all.get(0).id());
  }

  @Test
  void theIndexWaitsForTheDatabaseAndRecordingGoesOn() throws Exception {
    RecordingDisk only = disk("a");
    store.away = true;
    CameraRecorder recorder = camera();
    send(recorder, 3);
    recorder.demand(Demand.NOTHING, 0);
    eventually(index::away, () -> index.away() && index.waiting() == 1);
    assertThat(store.rows).isEmpty();

    store.away = false;

    eventually(() -> store.rows, () -> fragments(only) == 3 && index.waiting() == 0);
    allFilesAreSound();
  }
}
