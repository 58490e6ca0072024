package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioFeeds;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.storage.Database;
import org.gengfu.core.storage.TestServer;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.RecordingPlan.Mode;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.gengfu.ingest.testing.FakeVillageRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole recorder on real files and the real database, with time under control. */
abstract class RunningRecorder {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @TempDir Path directory;
  final Film film = new Film();
  final TestClock clock = new TestClock(Film.START);
  final FakeVillageRegistry registry = new FakeVillageRegistry();
  final DomainEvents events = new DomainEvents();
  final FakeFeeds feeds = new FakeFeeds();
  final FakeFaults faults = new FakeFaults();
  Database database;
  SegmentStore store;
  @Nullable Recorder running;

  /** Who is subscribed gets what the test sends. */
  static final class FakeFeeds implements VideoFeeds, AudioFeeds {
    final Map<String, AccessUnitConsumer> consumers = new ConcurrentHashMap<>();
    final Map<String, AudioConsumer> sounds = new ConcurrentHashMap<>();

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

  Recorder start(Directory... disks) {
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

  Recorder recorder() {
    return Objects.requireNonNull(running);
  }

  Directory disk(String name) {
    return new Directory(directory.resolve(name), null, 0L);
  }

  void camera(String id, RecordingPlan plan) {
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

  static RecordingPlan continuous(int days) {
    return new RecordingPlan(Mode.CONTINUOUS, days, true, List.of());
  }

  /** Sends groups of two seconds from this second on, and the first picture of the next. */
  void send(String camera, int fromSecond, int toSecond) {
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

  void subscribed(String camera) {
    eventually(() -> feeds.consumers, () -> feeds.consumers.containsKey(camera));
  }

  static Instant at(int second) {
    return Film.START.plusSeconds(second);
  }

  List<RecordedSegment> recorded(String camera) {
    return recorder().recordings().between(camera, StreamName.MAIN, at(-100_000), at(100_000_000));
  }

  int fragments(String camera) {
    return recorded(camera).stream().mapToInt(one -> one.fragments().size()).sum();
  }
}
