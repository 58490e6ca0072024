package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFeeds;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.RecordingStatus.CameraRecording;
import org.gengfu.core.recording.RecordingStatus.DiskState;
import org.gengfu.core.recording.RecordingStatus.Idle;
import org.gengfu.core.recording.Recordings.Span;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.storage.Database;
import org.gengfu.core.storage.TestServer;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.RecordingPlan.Mode;
import org.gengfu.core.village.RecordingPlan.Window;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole recorder on real files and the real database, with time under control. */
class RecorderTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @TempDir Path directory;
  private final Film film = new Film();
  private final TestClock clock = new TestClock(Film.START);
  private final FakeVillageRegistry registry = new FakeVillageRegistry();
  private final DomainEvents events = new DomainEvents();
  private final FakeFeeds feeds = new FakeFeeds();
  private final FakeFaults faults = new FakeFaults();
  private Database database;
  private SegmentStore store;
  private @Nullable Recorder running;

  /** Who is subscribed gets what the test sends. */
  private static final class FakeFeeds implements VideoFeeds, AudioFeeds {
    private final Map<String, AccessUnitConsumer> consumers = new ConcurrentHashMap<>();
    private final Map<String, AudioConsumer> sounds = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(String cameraId, StreamName stream, AccessUnitConsumer consumer) {
      consumers.put(cameraId, consumer);
      return () -> consumers.remove(cameraId);
    }

    @Override
    public Subscription subscribeAudio(String cameraId, AudioConsumer consumer) {
      sounds.put(cameraId, consumer);
      return () -> sounds.remove(cameraId);
    }
  }

  @BeforeEach
  void open() {
    database = new Database(TestServer.freshDatabase(directory), new SimpleMeterRegistry(), clock);
    database.start();
    store = database.segments();
  }

  @AfterEach
  void close() {
    if (running != null) {
      running.close();
    }
    database.close();
    assertThat(film.alive()).as("units not freed").isZero();
  }

  private Recorder start(Directory... disks) {
    Recorder started =
        new Recorder(
            feeds,
            feeds,
            registry,
            database.cases(),
            events,
            store,
            faults,
            new SimpleMeterRegistry(),
            clock,
            new RecordingConfig(List.of(disks), SHANGHAI));
    started.start();
    running = started;
    return started;
  }

  private Recorder recorder() {
    return Objects.requireNonNull(running);
  }

  private Directory disk(String name) {
    return new Directory(directory.resolve(name), null, 0L);
  }

  private void camera(String id, RecordingPlan plan) {
    registry.put(
        new Camera(
            id,
            id,
            "rtsp://127.0.0.1/" + id,
            null,
            null,
            null,
            Camera.Transport.TCP,
            false,
            plan,
            null,
            null,
            true));
  }

  private static RecordingPlan continuous(int days) {
    return new RecordingPlan(Mode.CONTINUOUS, days, true, List.of());
  }

  /** Sends groups of two seconds from this second on, and the first picture of the next. */
  private void send(String camera, int fromSecond, int toSecond) {
    VideoFeeds.AccessUnitConsumer consumer = feeds.consumers.get(camera);
    List<AccessUnit> units = new ArrayList<>();
    for (int second = fromSecond; second < toSecond; second += 2) {
      units.addAll(film.gopAt(second, 4_000));
    }
    units.forEach(
        unit -> {
          if (consumer != null) {
            consumer.accept(unit);
          }
          unit.release();
        });
  }

  private void subscribed(String camera) {
    eventually(() -> feeds.consumers, () -> feeds.consumers.containsKey(camera));
  }

  private static Instant at(int second) {
    return Film.START.plusSeconds(second);
  }

  private List<RecordedSegment> recorded(String camera) {
    return recorder().recordings().between(camera, StreamName.MAIN, at(-100_000), at(100_000_000));
  }

  private int fragments(String camera) {
    return recorded(camera).stream().mapToInt(one -> one.fragments().size()).sum();
  }

  @Test
  void whatIsBeingWrittenCanBeReadUpToItsLastGroup() throws IOException {
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 20);

    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 9);

    RecordedSegment one = recorded("cam-1").get(0);
    assertThat(one.segment().state()).isEqualTo(Segment.State.OPEN);
    assertThat(one.segment().start()).isEqualTo(Film.START);
    assertThat(one.segment().end()).isEqualTo(at(18));
    assertThat(Files.size(one.file())).isEqualTo(one.segment().bytes());
    assertThat(recorder().recordings().spans("cam-1", StreamName.MAIN, at(4), at(6), 1))
        .containsExactly(new Span(at(4), at(6)));

    recorder().close();
    Segment closed = recorded("cam-1").get(0).segment();
    assertThat(closed.state()).isEqualTo(Segment.State.CLOSED);
    assertThat(store.open(closed.key().disk())).isEmpty();
    assertThat(fragments("cam-1")).isEqualTo(10);
  }

  @Test
  void soundIsRecordedBesideThePicturesAndEndsWithTheSubscription() {
    AudioFormat aac = new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    eventually(() -> feeds.sounds, () -> feeds.sounds.containsKey("cam-1"));
    Objects.requireNonNull(feeds.sounds.get("cam-1"))
        .accept(new AudioUnit(aac, 90_000, 1_024, new byte[100]));
    send("cam-1", 0, 4);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 1);

    assertThat(recorded("cam-1").get(0).segment().codecs()).endsWith(",mp4a.40.2");
    recorder().close();
    assertThat(feeds.sounds).isEmpty();
  }

  @Test
  void twoDisksShareTheCameras() {
    for (int i = 1; i <= 6; i++) {
      camera("cam-" + i, continuous(30));
    }
    start(disk("a"), disk("b"));
    for (int i = 1; i <= 6; i++) {
      subscribed("cam-" + i);
      send("cam-" + i, 0, 4);
    }
    for (int i = 1; i <= 6; i++) {
      String camera = "cam-" + i;
      eventually(() -> fragments(camera), () -> fragments(camera) == 1);
    }

    assertThat(store.disks()).hasSize(2);
    recorder().close();
    assertThat(store.page(1, "", 10)).hasSize(3);
    assertThat(store.page(2, "", 10)).hasSize(3);
  }

  @Test
  void filesThatWereBeingWrittenAreCompletedAtTheNextStart() throws IOException {
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 20);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 9);
    RecordedSegment whole = recorded("cam-1").get(0);
    recorder().close();
    // As SIGKILL leaves it: the row says open, the file ends within a fragment.
    SegmentStore.Row begun =
        new SegmentStore.Row(
            whole.segment().with(Segment.State.OPEN, Film.START, whole.segment().headerBytes()),
            List.of());
    store.save(List.of(begun));
    cut(whole.file(), whole.segment().bytes() - 10);
    Path lost = whole.file().resolveSibling("1764144000999-main.mp4");
    Files.copy(whole.file(), lost);

    registry.delete(org.gengfu.core.village.Kind.CAMERA, "cam-1", 1, "test");
    start(disk("a"));
    eventually(() -> recorded("cam-1"), () -> recorded("cam-1").size() == 2);

    for (RecordedSegment one : recorded("cam-1")) {
      assertThat(one.segment().state()).isEqualTo(Segment.State.CLOSED);
      assertThat(one.fragments()).isEqualTo(whole.fragments().subList(0, 8));
      assertThat(Files.size(one.file())).isEqualTo(one.segment().bytes());
    }
    long bytes = recorded("cam-1").stream().mapToLong(one -> one.segment().bytes()).sum();
    eventually(
        () -> recorder().status().disks(),
        () -> recorder().status().disks().get(0).recordedBytes() == bytes);
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

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

  @Test
  void aScheduleRecordsInItsHoursVillageTime() {
    // 08:00:00.120Z is 16:00 in Shanghai, a Thursday.
    Window window =
        new Window(Set.of(DayOfWeek.THURSDAY), LocalTime.of(16, 0), LocalTime.of(17, 0));
    camera("cam-1", new RecordingPlan(Mode.SCHEDULE, 30, false, List.of(window)));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 4);

    clock.set(Film.START.plus(Duration.ofHours(1)));

    eventually(() -> feeds.consumers, () -> feeds.consumers.isEmpty());
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 2);
  }

  @Test
  void anEventIsRecordedFromBeforeItsCaseUntilAfterIt() {
    camera("cam-1", new RecordingPlan(Mode.EVENT, 30, false, List.of()));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 40);
    assertThat(recorded("cam-1")).isEmpty();

    publish(Condition.ACTIVE, Handling.DISPATCHED);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 5);
    send("cam-1", 40, 50);
    publish(Condition.CLEARED, Handling.DISPATCHED);
    clock.set(Film.START.plus(Cases.POST_ROLL).minusMillis(1));
    send("cam-1", 50, 60);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 5 + 10);
    clock.set(Film.START.plus(Cases.POST_ROLL));
    eventually(
        () -> recorder().status().cameras(),
        () -> !recorder().status().cameras().get(0).recording());
    send("cam-1", 60, 70);

    recorder().close();
    assertThat(recorded("cam-1")).hasSize(1);
    assertThat(recorded("cam-1").get(0).segment().start()).isEqualTo(at(28));
    assertThat(recorded("cam-1").get(0).segment().end()).isEqualTo(at(60));
  }

  @Test
  void theStatusSaysWhyACameraIsNotRecorded() throws IOException {
    Window otherDay = new Window(Set.of(DayOfWeek.MONDAY), LocalTime.NOON, LocalTime.of(13, 0));
    camera("1-on", continuous(30));
    camera("2-silent", continuous(30));
    camera("3-off", new RecordingPlan(Mode.OFF, 30, false, List.of()));
    camera("4-later", new RecordingPlan(Mode.SCHEDULE, 30, false, List.of(otherDay)));
    camera("5-calm", new RecordingPlan(Mode.EVENT, 30, false, List.of()));
    camera("6-gone", continuous(30));
    registry.put(new Camera("7-out", "7-out", "rtsp://127.0.0.1/7", null, null, null, null, false));
    start(disk("a"));
    for (String camera : List.of("1-on", "6-gone")) {
      subscribed(camera);
      send(camera, 0, 10);
      eventually(() -> fragments(camera), () -> fragments(camera) == 4);
    }
    registry.delete(org.gengfu.core.village.Kind.CAMERA, "6-gone", 1, "test");

    eventually(() -> feeds.consumers, () -> !feeds.consumers.containsKey("6-gone"));
    assertThat(recorder().status().cameras())
        .extracting(CameraRecording::idle)
        .containsExactly(
            null,
            Idle.NO_PICTURES,
            Idle.OFF,
            Idle.OUTSIDE_HOURS,
            Idle.NO_CASE,
            Idle.GONE,
            Idle.DISABLED);
    assertThat(recorder().status().cameras().get(5).mode()).isNull();

    Files.delete(directory.resolve("a/gengfu-disk.json"));
    send("1-on", 600, 606);
    eventually(
        () -> recorder().status().disks(),
        () -> recorder().status().disks().get(0).state() == DiskState.MISSING);
    assertThat(recorder().status().disks().get(0).detail()).contains("mounted");
    send("1-on", 606, 612);
    assertThat(recorder().status().cameras().get(0).idle()).isEqualTo(Idle.NO_DISK);
    eventually(
        () -> faults.open,
        () -> faults.isOpen(FaultKind.DISK_UNUSABLE, disk("a").path().toString()));
  }

  private void publish(Condition condition, Handling handling) {
    Case theCase =
        new Case(
            17,
            CaseType.ILLEGAL_PARKING,
            Severity.MEDIUM,
            condition,
            handling,
            "cam-1",
            "zone-1",
            null,
            null,
            null,
            "gate",
            null,
            null,
            null,
            Film.START,
            Film.START,
            null,
            null,
            1);
    events.publish(new org.gengfu.core.events.DomainEvent.CaseChanged(theCase, step()));
  }

  private static org.gengfu.core.cases.CaseStep step() {
    return new org.gengfu.core.cases.CaseStep(
        17,
        1,
        Film.START,
        "system",
        org.gengfu.core.cases.CaseStep.Action.OPENED,
        Handling.DISPATCHED,
        "");
  }

  @Test
  void theStatusSaysWhatEachCameraHas() {
    camera("cam-1", continuous(7));
    camera("cam-2", new RecordingPlan(Mode.OFF, 30, false, List.of()));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 10);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 4);

    List<CameraRecording> cameras = recorder().status().cameras();

    assertThat(cameras).extracting(CameraRecording::cameraId).containsExactly("cam-1", "cam-2");
    assertThat(cameras.get(0).recording()).isTrue();
    assertThat(cameras.get(0).days()).isEqualTo(7);
    assertThat(cameras.get(0).lastWrittenAt()).isEqualTo(at(6));
    assertThat(cameras.get(0).oldestAt()).isEqualTo(Film.START);
    assertThat(cameras.get(0).bytes())
        .as("what is being written is among them")
        .isEqualTo(cameras.get(0).bytesLastDay())
        .isGreaterThan(4 * 4_000L);
    assertThat(cameras.get(1).mode()).isEqualTo(Mode.OFF);
    assertThat(cameras.get(1).recording()).isFalse();
    assertThat(recorder().health().check().detail()).contains("1 cameras are recorded on 1 disks");
  }
}
