package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.storage.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that carries messages from the broker to the database: gather, read, write, tell,
 * acknowledge. While the database is away it keeps its batch and tries again; nothing is
 * acknowledged then, so that the broker holds the rest.
 */
final class ReadingWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingWriter.class);
  private static final int MAX_BATCH = 500;
  private static final Duration GATHERING = Duration.ofMillis(20);
  private static final Duration SHORTEST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

  private final HeldMessages held;
  private final MessageReader reader;
  private final ReadingStore store;
  private final Consumer<List<Reading>> stored;
  private final InstantSource clock;
  private final LogThrottle warnings;
  private final Backoff backoff =
      new Backoff(SHORTEST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());
  private final CountDownLatch giveUp = new CountDownLatch(1);
  private volatile boolean finishing;
  private volatile @Nullable Instant failingSince;

  /**
   * @param stored told readings once they are durable, before their messages are acknowledged; must
   *     not fail
   */
  ReadingWriter(
      HeldMessages held,
      MessageReader reader,
      ReadingStore store,
      Consumer<List<Reading>> stored,
      InstantSource clock) {
    this.held = held;
    this.reader = reader;
    this.store = store;
    this.stored = stored;
    this.clock = clock;
    this.warnings = new LogThrottle(LOG, clock);
  }

  /** A message and what was read from it. */
  private record Item(Arrival arrival, List<Reading> readings) {}

  @Override
  public void run() {
    try {
      while (giveUp.getCount() > 0 && !(finishing && held.size() == 0)) {
        List<Arrival> batch = held.take(MAX_BATCH, GATHERING);
        write(batch.stream().map(a -> new Item(a, reader.read(a))).toList());
      }
    } catch (InterruptedException e) {
      // Asked to end at once: what is not acknowledged comes again.
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Item> items) throws InterruptedException {
    List<Reading> readings = items.stream().flatMap(item -> item.readings().stream()).toList();
    try {
      if (readings.isEmpty() || append(readings)) {
        done(items, readings);
      }
    } catch (StoreException refused) {
      if (items.size() == 1) {
        reader.refused(items.get(0).arrival(), String.valueOf(refused.getMessage()));
        done(items, List.of());
      } else {
        // One of them poisons the batch: one by one, the others get through.
        for (Item item : items) {
          write(List.of(item));
        }
      }
    }
  }

  private void done(List<Item> items, List<Reading> readings) {
    if (!readings.isEmpty()) {
      stored.accept(readings);
    }
    items.forEach(item -> held.release(item.arrival()));
  }

  /**
   * Writes, and tries until it works.
   *
   * @return false when told to give up before it worked
   * @throws StoreException when the database is there and refuses these readings
   */
  private boolean append(List<Reading> readings) throws InterruptedException {
    backoff.reset();
    while (giveUp.getCount() > 0) {
      try {
        store.append(readings);
        recovered();
        return true;
      } catch (RuntimeException e) {
        if (e instanceof StoreException refused && !refused.transientFailure()) {
          throw refused;
        }
        failed(e, readings.size());
      }
      if (giveUp.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private void failed(RuntimeException e, int count) {
    if (failingSince == null) {
      failingSince = clock.instant();
    }
    warnings.warn(count + " readings wait: the database can't be written: " + e.getMessage());
  }

  private void recovered() {
    if (failingSince != null) {
      LOG.info(
          "readings are written again after {}", Duration.between(failingSince, clock.instant()));
      failingSince = null;
    }
  }

  /** Since when the database can't be written; null while it can. */
  @Nullable Instant failingSince() {
    return failingSince;
  }

  /** Writes what is held and ends then. */
  void finish() {
    finishing = true;
    held.end();
  }

  /** Ends, with what is held neither written nor acknowledged. */
  void giveUp() {
    giveUp.countDown();
  }
}
