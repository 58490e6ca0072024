package org.gengfu.ingest.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.gengfu.core.sensing.Reading;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of readings on disk, within a bound: what {@link #append} has taken survives SIGKILL and
 * a power cut, and is given to {@link #next} in the same order until it is {@link #done}. After a
 * crash some that were done may be given again: the store writes each once.
 *
 * <p>Safe for many appending threads and one that takes.
 */
public final class ReadingSpool implements AutoCloseable {
  /** A file is begun anew at this size; read to its end it is deleted. */
  static final int SEGMENT_BYTES = 4 * 1024 * 1024;

  /** A small spool has smaller files, so that room comes free before all of it is read. */
  private static final int LEAST_SEGMENTS = 16;

  private static final int HUNDRED = 100;
  private static final Logger LOG = LoggerFactory.getLogger(ReadingSpool.class);
  private static final String SUFFIX = ".spool";

  private final Path folder;
  private final long maxBytes;
  private final int segmentBytes;
  private final Deque<SpoolSegment> segments = new ArrayDeque<>();
  private @Nullable SpoolSegment writing;
  private long nextNumber;
  private long bytes;
  private long waiting;
  private boolean ending;
  private boolean closed;

  private ReadingSpool(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.segmentBytes = (int) Math.min(SEGMENT_BYTES, maxBytes / LEAST_SEGMENTS);
  }

  /** Readings to be stored; to be handed to {@link #done}. */
  public static final class Batch {
    private final SpoolSegment segment;
    private final SpoolSegment.Chunk chunk;

    private Batch(SpoolSegment segment, SpoolSegment.Chunk chunk) {
      this.segment = segment;
      this.chunk = chunk;
    }

    /** In the order in which they were appended. */
    public List<Reading> readings() {
      return chunk.readings();
    }
  }

  /**
   * Opens the spool with what an earlier run has left in it.
   *
   * @param folder its folder; made when missing
   * @param maxBytes bound of all files together
   * @throws IOException when the folder can't be made or read
   */
  public static ReadingSpool open(Path folder, long maxBytes) throws IOException {
    Files.createDirectories(folder);
    ReadingSpool spool = new ReadingSpool(folder, maxBytes);
    spool.takeUp();
    return spool;
  }

  private void takeUp() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
    for (Path file : files) {
      nextNumber = Math.max(nextNumber, number(file) + 1);
      SpoolSegment.Survey found = SpoolSegment.survey(file);
      if (found.damaged() > 0) {
        LOG.error("{} of the readings waiting in {} are damaged: lost", found.damaged(), file);
      }
      if (found.tornBytes() > 0) {
        LOG.warn("the last {} bytes of {} were never acknowledged", found.tornBytes(), file);
      }
      if (found.readings() == 0) {
        found.segment().delete();
      } else {
        segments.add(found.segment());
        bytes += found.segment().bytes();
        waiting += found.readings();
      }
    }
    if (waiting > 0) {
      LOG.info("{} readings of an earlier run wait in {} and are stored now", waiting, folder);
    }
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    try {
      return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * Appends readings; they are on the disk when this returns true.
   *
   * @return false when there is no room for them all; none is taken then
   * @throws IOException when the disk takes no more; none is taken then
   */
  public synchronized boolean append(List<Reading> readings) throws IOException {
    if (closed) {
      throw new IOException("the spool is closed");
    }
    ByteBuffer records = encode(readings);
    int length = records.remaining();
    if (bytes + length > maxBytes) {
      return false;
    }
    try {
      segmentFor(length).append(records, readings.size());
    } catch (IOException e) {
      // Nothing more into a file that has failed: what stands at its end is unknown.
      writing = null;
      throw e;
    }
    bytes += length;
    waiting += readings.size();
    notifyAll();
    return true;
  }

  private static ByteBuffer encode(List<Reading> readings) {
    List<byte[]> records = new ArrayList<>(readings.size());
    int length = 0;
    for (Reading reading : readings) {
      byte[] record = SpoolRecord.encode(reading);
      records.add(record);
      length += record.length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    records.forEach(buffer::put);
    return buffer.flip();
  }

  private SpoolSegment segmentFor(int length) throws IOException {
    SpoolSegment present = writing;
    if (present != null && (present.bytes() == 0 || present.bytes() + length <= segmentBytes)) {
      return present;
    }
    SpoolSegment fresh =
        SpoolSegment.create(folder.resolve("%016d%s".formatted(nextNumber, SUFFIX)));
    nextNumber++;
    segments.add(fresh);
    writing = fresh;
    return fresh;
  }

  /**
   * Waits for readings, then gathers more for a moment.
   *
   * @return the oldest ones, at most about {@code most}; null only when there are none and {@link
   *     #end} was called
   * @throws IOException when what was written can't be read
   */
  public @Nullable Batch next(int most, Duration gathering)
      throws IOException, InterruptedException {
    gather(most, gathering);
    SpoolSegment segment = first();
    while (segment != null) {
      // Not under the lock: appending need not wait for it.
      SpoolSegment.Chunk chunk = segment.read(most);
      if (!chunk.readings().isEmpty()) {
        return new Batch(segment, chunk);
      }
      segment = skip(segment, chunk);
    }
    return null;
  }

  private synchronized void gather(int most, Duration gathering) throws InterruptedException {
    while (waiting == 0 && !ending) {
      wait();
    }
    long deadline = System.nanoTime() + gathering.toNanos();
    long leftMillis = gathering.toMillis();
    while (waiting < most && leftMillis > 0 && !ending) {
      wait(leftMillis);
      leftMillis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
    }
  }

  private synchronized @Nullable SpoolSegment first() {
    return segments.peekFirst();
  }

  /** Passes over a run without readings; the next file to look into, or null. */
  private synchronized @Nullable SpoolSegment skip(SpoolSegment segment, SpoolSegment.Chunk chunk) {
    segment.advance(chunk);
    if (chunk.bytes() == 0 && !segment.readToTheEnd()) {
      LOG.error("{} readings in {} can't be read any more: lost", segment.left(), folder);
      drop(segment);
    } else if (chunk.bytes() == 0 && !finished(segment)) {
      return null;
    }
    return segments.peekFirst();
  }

  /** The batch is stored: its room is free once its file is read to the end. */
  public synchronized void done(Batch batch) {
    batch.segment.advance(batch.chunk);
    waiting -= batch.segment.taken(batch.chunk.readings().size());
    finished(batch.segment);
  }

  /** Deletes the file when nothing more will come of it. */
  private boolean finished(SpoolSegment segment) {
    boolean full = segment != writing || segment.bytes() >= segmentBytes;
    if (!full || !segment.readToTheEnd()) {
      return false;
    }
    drop(segment);
    return true;
  }

  private void drop(SpoolSegment segment) {
    if (segment == writing) {
      writing = null;
    }
    segments.remove(segment);
    bytes -= segment.bytes();
    waiting -= segment.left();
    try {
      segment.delete();
    } catch (IOException e) {
      LOG.warn("a file of {} can't be deleted: its readings are stored again: {}", folder, e + "");
    }
  }

  /** How much of the bound is taken by what waits, in per cent rounded up; 0 when nothing waits. */
  public synchronized int share() {
    return waiting == 0 ? 0 : (int) ((bytes * HUNDRED + maxBytes - 1) / maxBytes);
  }

  /** From now on nobody waits for readings: {@link #next} gives what there is. */
  public synchronized void end() {
    ending = true;
    notifyAll();
  }

  /** Readings that are not done. */
  public synchronized long waiting() {
    return waiting;
  }

  /** Bytes that the files take. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Closes; what is not done stays on the disk for the next run. */
  @Override
  public synchronized void close() {
    closed = true;
    end();
    for (SpoolSegment segment : List.copyOf(segments)) {
      if (segment.readToTheEnd()) {
        drop(segment);
        continue;
      }
      try {
        segment.close();
      } catch (IOException e) {
        LOG.warn("a file of {} was not closed in order: {}", folder, e + "");
      }
    }
    segments.clear();
  }
}
