package org.gengfu.ingest.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.recording.RecordingStatus.DiskState;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Row;
import org.gengfu.core.storage.StoreException;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.gengfu.ingest.recording.RecordingMeters.DropReason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One disk and the thread that writes to it. Offering it a group of pictures never blocks: what its
 * queue has no room for is refused. Whatever the disk does, only this thread waits for it.
 */
final class RecordingDisk {
  /** Bound of what waits to be written. */
  static final long QUEUE_BYTES = 64L << 20;

  /** How old data may get that a power cut would take. */
  static final long SYNC_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** A write that takes this long makes the disk a slow one. */
  static final long SLOW_WRITE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Calm before a slow disk counts as well again. */
  static final long CALM_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How often a failed disk is tried. */
  static final Duration PROBE_EVERY = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(RecordingDisk.class);
  private static final int NOT_MOUNTED = -1;

  /** What the thread is to do next. */
  private sealed interface Task {
    record Append(OpenSegment segment, Gop gop, long bytes) implements Task {}

    record Close(OpenSegment segment) implements Task {}

    record End() implements Task {}
  }

  private final Directory directory;
  private final DiskFiles files;
  private final SegmentStore store;
  private final IndexWriter index;
  private final RecordingMeters meters;
  private final LongSupplier nanoTime;
  private final long queueBytes;
  private final Duration probeEvery;
  private final Thread thread;
  private final LinkedBlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong usedBytes = new AtomicLong();
  private final Set<OpenSegment> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong assigned = new AtomicLong();
  private volatile int id = NOT_MOUNTED;
  private volatile @Nullable String failure;
  private volatile FaultReason reason = FaultReason.DISK_FAILED;
  private volatile boolean missing;
  private volatile @Nullable Leftovers leftovers;
  private volatile boolean full;
  private volatile boolean draining;
  private volatile long busySince = Long.MIN_VALUE;
  private volatile long lastTrouble = Long.MIN_VALUE;
  private volatile long freeBytes = -1;
  private volatile long totalBytes = -1;

  RecordingDisk(
      Directory directory,
      DiskFiles files,
      SegmentStore store,
      IndexWriter index,
      RecordingMeters meters,
      LongSupplier nanoTime,
      long queueBytes,
      Duration probeEvery) {
    this.directory = directory;
    this.files = files;
    this.store = store;
    this.index = index;
    this.meters = meters;
    this.nanoTime = nanoTime;
    this.queueBytes = queueBytes;
    this.probeEvery = probeEvery;
    this.thread = new Thread(this::run, "recording-" + directory.path().getFileName());
    thread.setDaemon(true);
  }

  /** Mounts the disk, if it is there, on the caller's thread. */
  void mount() {
    try {
      takeUp();
    } catch (IOException | StoreException e) {
      fail(e);
    }
  }

  private void takeUp() throws IOException {
    int number = mounted();
    leftovers = Leftovers.of(number, files, store, index);
    usedBytes.set(store.bytes(number));
    measure();
    id = number;
    failure = null;
  }

  /** What an earlier run has left behind, once. */
  Optional<Leftovers> takeLeftovers() {
    Leftovers found = leftovers;
    leftovers = null;
    return Optional.ofNullable(found);
  }

  /** The disk's number in the index. */
  private int mounted() throws IOException {
    UUID marker = files.marker();
    if (marker == null) {
      Optional<SegmentStore.Disk> known =
          store.disks().stream()
              .filter(disk -> disk.directory().equals(directory.path()))
              .findFirst();
      if (known.isPresent()) {
        throw new MissingDiskException(
            directory.path()
                + " is not the disk that was there: is it mounted? If it is gone for ever, run"
                + " 'gengfu recordings forget' on it");
      }
      marker = UUID.randomUUID();
      files.mark(marker);
    }
    return store.disk(marker, directory.path()).id();
  }

  void start() {
    thread.start();
  }

  Path path() {
    return directory.path();
  }

  Directory directory() {
    return directory;
  }

  DiskFiles files() {
    return files;
  }

  /** Number in the index; empty while the disk isn't there. */
  Optional<Integer> id() {
    return id == NOT_MOUNTED ? Optional.empty() : Optional.of(id);
  }

  /** How it is, judged now. */
  DiskState state() {
    if (failure != null) {
      return missing ? DiskState.MISSING : DiskState.FAILED;
    }
    if (full) {
      return DiskState.FULL;
    }
    return slow() ? DiskState.SLOW : DiskState.OK;
  }

  private boolean slow() {
    long now = nanoTime.getAsLong();
    if (busyNanos() > SLOW_WRITE_NANOS) {
      lastTrouble = now;
    }
    return draining || (lastTrouble != Long.MIN_VALUE && now - lastTrouble < CALM_NANOS);
  }

  /** How long the operation that runs now has taken. */
  long busyNanos() {
    long since = busySince;
    return since == Long.MIN_VALUE ? 0 : nanoTime.getAsLong() - since;
  }

  /** What is wrong with it; null where all is well. */
  @Nullable String detail() {
    return switch (state()) {
      case OK -> null;
      case SLOW ->
          "writes are slower than the cameras: check the disk's health, or add a second one";
      case FULL ->
          "no room, and nothing that may be deleted: release protected recordings, or add a disk";
      case FAILED, MISSING -> failure;
    };
  }

  /** Why it takes nothing; null while it does. */
  @Nullable Why why() {
    String told = failure;
    return told == null ? null : new Why(reason, told);
  }

  boolean failed() {
    return failure != null;
  }

  boolean accepts() {
    return failure == null && !full && !draining && id != NOT_MOUNTED;
  }

  long queuedBytes() {
    return queuedBytes.get();
  }

  long usedBytes() {
    return usedBytes.get();
  }

  /** Size of the file system; -1 where it can't be asked. */
  long totalBytes() {
    return totalBytes;
  }

  /** What the file system has left; -1 where it can't be asked. */
  long freeBytes() {
    return freeBytes;
  }

  /** What must stay free. */
  long keepFreeBytes() {
    Long configured = directory.keepFreeBytes();
    return configured != null
        ? configured
        : Math.min(
            (long) (Math.max(0, totalBytes) * RecordingConfig.DEFAULT_FREE_SHARE),
            RecordingConfig.MOST_DEFAULT_FREE_BYTES);
  }

  /** How much it can hold, to share the segments out. */
  long capacity() {
    Long most = directory.maxBytes();
    return Math.max(1, most == null ? totalBytes : Math.min(most, Math.max(1, totalBytes)));
  }

  /** Segments given to it so far, in proportion to its size. */
  double load() {
    return (double) assigned.get() / capacity();
  }

  void assign() {
    assigned.incrementAndGet();
  }

  void resetLoad() {
    assigned.set(0);
  }

  /** Asks the file system for its room; blocks as long as that takes. */
  void measure() throws IOException {
    freeBytes = files.freeBytes();
    totalBytes = files.totalBytes();
  }

  /** By how many bytes it is too full; negative where there is room. */
  long excessBytes() {
    long tooLittleFree = keepFreeBytes() - freeBytes;
    Long most = directory.maxBytes();
    return most == null ? tooLittleFree : Math.max(tooLittleFree, usedBytes.get() - most);
  }

  void full(boolean now) {
    if (now != full) {
      LOG.warn("recordings in {}: {}", path(), now ? "no room left" : "there is room again");
    }
    full = now;
  }

  /** Counts the recordings anew by the index; blocks on the database. */
  void recount() {
    long written = openRows().stream().mapToLong(row -> row.segment().bytes()).sum();
    usedBytes.set(store.bytes(id) + written);
  }

  void deleted(long bytes) {
    usedBytes.addAndGet(-bytes);
  }

  /** Segments that are being written, as far as they are on disk. */
  List<Row> openRows() {
    return open.stream()
        .map(OpenSegment::row)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  /**
   * Takes a group of pictures to append, and on success the caller's references to it.
   *
   * @return false where there is no room for it
   */
  boolean offer(OpenSegment segment, Gop gop) {
    if (!accepts()) {
      return false;
    }
    long bytes = gop.bytes();
    if (queuedBytes.addAndGet(bytes) > queueBytes && queuedBytes.get() > bytes) {
      queuedBytes.addAndGet(-bytes);
      lastTrouble = nanoTime.getAsLong();
      draining = true;
      return false;
    }
    tasks.add(new Task.Append(segment, gop, bytes));
    return true;
  }

  /** Ends the segment after what was offered to it. */
  void close(OpenSegment segment) {
    tasks.add(new Task.Close(segment));
  }

  /** Lets the thread end after all that was offered; true once it has, within this time. */
  boolean end(long millis) throws InterruptedException {
    tasks.add(new Task.End());
    thread.join(millis);
    return !thread.isAlive();
  }

  private void run() {
    try {
      while (true) {
        Task task = tasks.poll(probeEvery.toMillis(), TimeUnit.MILLISECONDS);
        if (task instanceof Task.Append append) {
          append(append);
        } else if (task instanceof Task.Close close) {
          timed(() -> close(close.segment(), false));
        } else if (task instanceof Task.End) {
          open.forEach(segment -> timed(() -> close(segment, false)));
          return;
        }
        if (failure != null && (task == null || tasks.isEmpty())) {
          revive();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void timed(Runnable work) {
    busySince = nanoTime.getAsLong();
    try {
      work.run();
    } catch (RuntimeException e) {
      // A defect, or no memory: the disk counts as failed, and the thread lives on to try again.
      fail(e);
    } finally {
      busySince = Long.MIN_VALUE;
    }
  }

  private void append(Task.Append task) {
    try {
      timed(() -> write(task.segment(), task.gop()));
    } finally {
      task.gop().release();
      if (queuedBytes.addAndGet(-task.bytes()) <= queueBytes / 2) {
        draining = false;
      }
    }
  }

  private void write(OpenSegment segment, Gop gop) {
    if (segment.broken()) {
      meters.dropped(failure != null ? DropReason.FAILED : DropReason.FULL);
      return;
    }
    long begin = nanoTime.getAsLong();
    try {
      if (!segment.created()) {
        create(segment, begin);
      }
      int bytes = segment.append(gop);
      usedBytes.addAndGet(bytes);
      meters.bytes.increment(bytes);
      meters.write.record(nanoTime.getAsLong() - begin, TimeUnit.NANOSECONDS);
      long written = nanoTime.getAsLong();
      if (segment.syncAfter(SYNC_NANOS, written)) {
        meters.sync.record(nanoTime.getAsLong() - written, TimeUnit.NANOSECONDS);
      }
    } catch (IOException e) {
      if (outOfSpace(e)) {
        full(true);
        meters.dropped(DropReason.FULL);
      } else {
        fail(e);
        meters.dropped(DropReason.FAILED);
      }
      close(segment, true);
    }
  }

  private void create(OpenSegment segment, long nowNanos) throws IOException {
    if (files.marker() == null) {
      throw new MissingDiskException(path() + " is not mounted any more");
    }
    open.add(segment);
    segment.create(files, id, nowNanos);
    Row row = segment.row();
    if (row != null) {
      usedBytes.addAndGet(row.segment().bytes());
      index.save(row);
    }
  }

  private void close(OpenSegment segment, boolean afterFailure) {
    if (!open.contains(segment)) {
      return;
    }
    try {
      if (afterFailure) {
        segment.abandon();
      } else if (!segment.broken()) {
        segment.close();
        meters.segments.increment();
      }
    } catch (IOException e) {
      fail(e);
      segment.abandon();
    }
    Row row = segment.row();
    if (row != null) {
      index.save(row);
    }
    open.remove(segment);
  }

  private static boolean outOfSpace(IOException e) {
    return FaultReason.ofDisk(e) == FaultReason.DISK_NO_ROOM;
  }

  private void fail(Exception e) {
    String told = e.getMessage() == null ? e.toString() : e.getMessage();
    if (failure == null) {
      LOG.error("recordings in {} have failed: {}", path(), told, e);
    }
    missing = e instanceof MissingDiskException;
    reason = missing ? FaultReason.DISK_MISSING : FaultReason.ofDisk(e);
    failure = told;
    // Nothing more goes into the files that are open there.
    open.stream().filter(segment -> !segment.broken()).forEach(segment -> close(segment, true));
  }

  private void revive() {
    try {
      files.probe();
      takeUp();
      LOG.info("recordings in {} work again", path());
    } catch (IOException | StoreException e) {
      missing = e instanceof MissingDiskException;
      reason = missing ? FaultReason.DISK_MISSING : FaultReason.ofDisk(e);
      failure = e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }
}
