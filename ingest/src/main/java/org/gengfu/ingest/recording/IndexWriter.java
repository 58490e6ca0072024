package org.gengfu.ingest.recording;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Row;
import org.gengfu.core.storage.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes rows of the index on a thread of its own, so that no disk waits for the database. While
 * that is away the latest form of each row waits.
 */
final class IndexWriter implements AutoCloseable {
  /** Bound of the rows that wait: 17 hours of 80 cameras. */
  static final int MOST_WAITING = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);
  private static final int BATCH = 500;
  private static final long RETRY_MILLIS = 2_000;
  private static final long CLOSE_MILLIS = 10_000;

  private final SegmentStore store;
  private final int mostWaiting;
  private final Thread thread = new Thread(this::run, "recording-index");
  private final Map<Segment.Key, Row> waiting = new LinkedHashMap<>();
  private boolean away;
  private boolean closed;

  IndexWriter(SegmentStore store) {
    this(store, MOST_WAITING);
  }

  IndexWriter(SegmentStore store, int mostWaiting) {
    this.store = store;
    this.mostWaiting = mostWaiting;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Takes a row to be written; never blocks for the database. */
  synchronized void save(Row row) {
    waiting.put(row.segment().key(), row);
    if (waiting.size() > mostWaiting) {
      Segment.Key oldest = waiting.keySet().iterator().next();
      waiting.remove(oldest);
      LOG.error(
          "the index can't take {}: the database has been away too long; 'gengfu recordings"
              + " verify --repair' adds it later",
          oldest.path());
    }
    notifyAll();
  }

  /** Rows that the database doesn't have yet. */
  synchronized List<Row> rows() {
    return List.copyOf(waiting.values());
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /** Whether the database did not take the last batch. */
  synchronized boolean away() {
    return away;
  }

  private void run() {
    try {
      while (true) {
        List<Row> batch = next();
        if (batch.isEmpty()) {
          return;
        }
        write(batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What is to be written next, waiting for it; empty once closed. */
  private synchronized List<Row> next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    List<Row> batch = new ArrayList<>();
    for (Row row : waiting.values()) {
      if (batch.size() == BATCH) {
        break;
      }
      batch.add(row);
    }
    return batch;
  }

  private void write(List<Row> batch) throws InterruptedException {
    try {
      store.save(batch);
      synchronized (this) {
        away = false;
        // A newer form of the row may have come meanwhile: that one stays.
        batch.forEach(row -> waiting.remove(row.segment().key(), row));
      }
    } catch (StoreException e) {
      synchronized (this) {
        if (!away) {
          LOG.warn("the index of the recordings can't be written; it is tried again", e);
        }
        away = true;
        if (closed) {
          LOG.error("{} rows of the index are left to the next start's repair", waiting.size());
          waiting.clear();
          return;
        }
        pause();
      }
    }
  }

  private synchronized void pause() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS);
    for (long left = RETRY_MILLIS; left > 0 && !closed; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }

  /** Writes what waits, if the database is there. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.error(
          "the index writer did not end within {} s",
          TimeUnit.MILLISECONDS.toSeconds(CLOSE_MILLIS));
      thread.interrupt();
    }
  }
}
