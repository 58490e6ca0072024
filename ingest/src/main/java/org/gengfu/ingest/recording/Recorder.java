package org.gengfu.ingest.recording;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk.Filter;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.faults.FaultSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.AudioFeeds;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.RecordingStatus;
import org.gengfu.core.recording.Recordings;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.ingest.recording.CameraRecorder.Demand;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the cameras' main streams as their plans ask. */
public final class Recorder implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration KEEP_EVERY = Duration.ofSeconds(10);
  private static final long END_MILLIS = 10_000;
  private static final int MOST_OPEN_CASES = 500;

  private final VideoFeeds feeds;
  private final AudioFeeds sounds;
  private final VillageRegistry registry;
  private final CaseStore cases;
  private final DomainEvents events;
  private final InstantSource clock;
  private final RecordingConfig config;
  private final RecordingMeters meters;
  private final IndexWriter index;
  private final RecordingDisks disks;
  private final List<DiskKeeper> keepers;
  private final RecordingAlarms alarms;
  private final Cases openCases;
  private final Protections protections;
  private final RecordedIndex recordings;
  private final RecorderStatus status;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor threads;
  private Runnable unsubscribe = () -> {};

  /** A camera and what takes its pictures and its sound. */
  record Watched(
      CameraRecorder recorder,
      VideoFeeds.Subscription subscription,
      VideoFeeds.Subscription ofSound) {}

  public Recorder(
      VideoFeeds feeds,
      AudioFeeds sounds,
      VillageRegistry registry,
      CaseStore cases,
      DomainEvents events,
      SegmentStore store,
      FaultSink faults,
      MeterRegistry meters,
      InstantSource clock,
      RecordingConfig config) {
    this(
        feeds,
        sounds,
        registry,
        cases,
        events,
        store,
        faults,
        meters,
        clock,
        config,
        directory -> new NioDiskFiles(directory.path()));
  }

  /** With other file systems, for tests. */
  Recorder(
      VideoFeeds feeds,
      AudioFeeds sounds,
      VillageRegistry registry,
      CaseStore cases,
      DomainEvents events,
      SegmentStore store,
      FaultSink faults,
      MeterRegistry registryOfMeters,
      InstantSource clock,
      RecordingConfig config,
      Function<Directory, DiskFiles> fileSystems) {
    this.feeds = feeds;
    this.sounds = sounds;
    this.registry = registry;
    this.cases = cases;
    this.events = events;
    this.clock = clock;
    this.config = config;
    meters = new RecordingMeters(registryOfMeters);
    index = new IndexWriter(store);
    meters.index(index);
    List<RecordingDisk> all = new ArrayList<>();
    for (Directory directory : config.directories()) {
      RecordingDisk disk =
          new RecordingDisk(
              directory,
              fileSystems.apply(directory),
              store,
              index,
              meters,
              System::nanoTime,
              RecordingDisk.QUEUE_BYTES,
              RecordingDisk.PROBE_EVERY);
      all.add(disk);
      meters.disk(disk, all.size());
    }
    disks = new RecordingDisks(all);
    keepers =
        all.stream().map(disk -> new DiskKeeper(disk, store, registry::current, clock)).toList();
    alarms = new RecordingAlarms(faults, clock);
    openCases = new Cases(clock);
    protections = new Protections(store, clock);
    recordings = new RecordedIndex(store, disks, index);
    status =
        new RecorderStatus(
            store, disks, keepers, index, registry, openCases, watched, clock, config.zone());
    // One for the plans, one for the alarms, one a disk: a disk that hangs holds up nobody else.
    threads =
        new ScheduledThreadPoolExecutor(
            2 + all.size(),
            task -> {
              Thread thread = new Thread(task, "recording-keeper");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What is recorded. */
  public Recordings recordings() {
    return recordings;
  }

  /** What is kept as evidence. */
  public RecordingProtection protection() {
    return protections;
  }

  /** How disks and cameras are doing. */
  public RecordingStatus status() {
    return status;
  }

  /** Whether the files that an earlier run left half written are completed, on all disks. */
  public boolean completed() {
    return keepers.stream().allMatch(DiskKeeper::completed);
  }

  /** Whether what should be recorded is. */
  public HealthCheck health() {
    return status.health();
  }

  @Override
  public void start() {
    index.start();
    disks.all().forEach(RecordingDisk::mount);
    disks.all().forEach(RecordingDisk::start);
    unsubscribe =
        events.subscribe(
            event -> {
              if (event instanceof DomainEvent.CaseChanged changed) {
                openCases.changed(changed.theCase());
              }
            });
    openCases().forEach(openCases::changed);
    for (DiskKeeper keeper : keepers) {
      every(KEEP_EVERY, keeper::run);
    }
    every(Duration.ofSeconds(1), this::tick);
    every(Duration.ofSeconds(1), this::alarm);
  }

  private List<Case> openCases() {
    Set<Handling> open = EnumSet.allOf(Handling.class);
    open.removeIf(Handling::over);
    return cases.list(new Filter(open, null, false, null, MOST_OPEN_CASES));
  }

  private void every(Duration period, Runnable work) {
    var unused =
        threads.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.error("recording: a regular task failed; it is tried again", e);
              }
            },
            0,
            period.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** Gives every camera what its plan asks for now. */
  private void tick() {
    Instant now = clock.instant();
    Map<String, Demand> demands = new HashMap<>();
    int eventCameras = 0;
    for (Camera camera : registry.current().cameras()) {
      boolean caseOpen = openCases.wants(camera.id());
      demands.put(camera.id(), Plans.demand(camera, now, config.zone(), caseOpen));
      eventCameras += camera.recording().mode() == RecordingPlan.Mode.EVENT ? 1 : 0;
    }
    long preRollBytes =
        Math.min(PreRoll.MOST_BYTES, PreRoll.MOST_BYTES_IN_ALL / Math.max(1, eventCameras));
    for (String gone : new HashSet<>(watched.keySet())) {
      if (demands.getOrDefault(gone, Demand.NOTHING) == Demand.NOTHING) {
        unwatch(gone, preRollBytes);
      }
    }
    demands.forEach(
        (camera, demand) -> {
          if (demand != Demand.NOTHING) {
            Watched one =
                watched.computeIfAbsent(camera, fresh -> watch(fresh, demand, preRollBytes));
            one.recorder().demand(demand, preRollBytes);
            one.recorder().tick();
          }
        });
  }

  /** Blocks where the fault is written: not on the thread that follows the plans. */
  private void alarm() {
    disks.all().forEach(alarms::disk);
    watched.forEach((camera, one) -> alarms.camera(camera, one.recorder().dropped()));
  }

  /** It knows what is wanted before the first picture or sound comes: nothing of them is lost. */
  private Watched watch(String camera, Demand demand, long preRollBytes) {
    CameraRecorder recorder = new CameraRecorder(camera, disks, meters, System::nanoTime);
    recorder.demand(demand, preRollBytes);
    return new Watched(
        recorder,
        feeds.subscribe(camera, StreamName.MAIN, recorder),
        sounds.subscribeAudio(camera, recorder));
  }

  private void unwatch(String camera, long preRollBytes) {
    Watched one = watched.remove(camera);
    if (one != null) {
      one.subscription().close();
      one.ofSound().close();
      one.recorder().demand(Demand.NOTHING, preRollBytes);
    }
  }

  private void endThreads() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(END_MILLIS, TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what is in memory, ends the files and brings the index up to date. */
  @Override
  public void close() {
    unsubscribe.run();
    endThreads();
    for (String camera : new HashSet<>(watched.keySet())) {
      unwatch(camera, 0);
    }
    try {
      for (RecordingDisk disk : disks.all()) {
        if (!disk.end(END_MILLIS)) {
          LOG.error("recordings in {} did not end within 10 s", disk.path());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    index.close();
  }
}
