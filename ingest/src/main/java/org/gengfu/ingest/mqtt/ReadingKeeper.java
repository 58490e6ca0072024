package org.gengfu.ingest.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.storage.StoreException;
import org.gengfu.ingest.spool.ReadingSpool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes readings durable: forced to the spool at once, from where one thread carries them to the
 * database, in order, however long that is away. Where the spool is full or its disk fails, the
 * database itself is written to, and where that is away too the caller waits: nothing is
 * acknowledged then, so that the broker holds the rest.
 */
final class ReadingKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingKeeper.class);
  private static final int MAX_BATCH = 5000;

  /** Rows a second come in a few large batches: each costs the database a commit. */
  private static final Duration GATHERING = Duration.ofMillis(250);

  private static final Duration SHORTEST_RETRY = Duration.ofMillis(100);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

  private final ReadingSpool spool;
  private final ReadingStore store;
  private final Refusals refusals;
  private final InstantSource clock;
  private final LogThrottle warnings;
  private final CountDownLatch giveUp = new CountDownLatch(1);
  private final Thread draining = new Thread(this::drain, "gengfu-readings");
  private volatile @Nullable Instant databaseAwaySince;
  private volatile @Nullable SpoolTrouble spoolTrouble;

  /**
   * Why the spool takes nothing.
   *
   * @param full whether it has no room; false when its disk fails
   * @param why the reason of a failing disk
   */
  record SpoolTrouble(boolean full, Why why) {}

  /** Told a reading that the database takes no form of. */
  interface Refusals {
    void refused(Reading reading, String why);
  }

  ReadingKeeper(ReadingSpool spool, ReadingStore store, Refusals refusals, InstantSource clock) {
    this.spool = spool;
    this.store = store;
    this.refusals = refusals;
    this.clock = clock;
    this.warnings = new LogThrottle(LOG, clock);
  }

  void start() {
    draining.start();
  }

  /**
   * Makes the readings durable; blocks until they are.
   *
   * @return false when told to give up before they were
   */
  boolean keep(List<Reading> readings) throws InterruptedException {
    Backoff backoff = backoff();
    while (giveUp.getCount() > 0) {
      if (spooled(readings)) {
        return true;
      }
      if (stored(readings)) {
        forgetFullness();
        return true;
      }
      if (giveUp.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private boolean spooled(List<Reading> readings) {
    SpoolTrouble trouble;
    try {
      if (spool.append(readings)) {
        spoolTrouble = null;
        return true;
      }
      trouble =
          new SpoolTrouble(
              true,
              new Why(
                  FaultReason.DISK_NO_ROOM, "it is full, with " + spool.waiting() + " readings"));
    } catch (IOException e) {
      trouble = new SpoolTrouble(false, new Why(FaultReason.ofDisk(e), e.toString()));
    }
    spoolTrouble = trouble;
    warnings.warn("the readings' spool takes no more: " + trouble.why().detail());
    return false;
  }

  /** The spool may have been emptied while it was found full; nobody else would say so then. */
  private void forgetFullness() {
    SpoolTrouble trouble = spoolTrouble;
    if (trouble != null && trouble.full() && spool.waiting() == 0) {
      spoolTrouble = null;
    }
  }

  private void drain() {
    try {
      Backoff backoff = backoff();
      while (giveUp.getCount() > 0) {
        ReadingSpool.Batch batch = next();
        if (batch == null) {
          return;
        }
        while (!stored(batch.readings())) {
          if (giveUp.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
        backoff.reset();
        spool.done(batch);
        spoolTrouble = null;
      }
    } catch (InterruptedException e) {
      // Asked to end at once: what is not stored is on the disk.
      Thread.currentThread().interrupt();
    }
  }

  private ReadingSpool.@Nullable Batch next() throws InterruptedException {
    Backoff backoff = backoff();
    while (true) {
      try {
        return spool.next(MAX_BATCH, GATHERING);
      } catch (IOException e) {
        spoolTrouble = new SpoolTrouble(false, new Why(FaultReason.ofDisk(e), e.toString()));
        warnings.warn("the readings' spool can't be read: " + e);
        if (giveUp.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
          return null;
        }
      }
    }
  }

  /** Writes to the database; false when it is away. */
  private boolean stored(List<Reading> readings) {
    try {
      store.append(readings);
    } catch (StoreException e) {
      if (!e.transientFailure()) {
        return storedApart(readings, String.valueOf(e.getMessage()));
      }
      failed(e);
      return false;
    } catch (RuntimeException e) {
      failed(e);
      return false;
    }
    recovered();
    return true;
  }

  /** One of them poisons the batch: halved until it stands alone, the others get through. */
  private boolean storedApart(List<Reading> readings, String why) {
    if (readings.size() == 1) {
      refusals.refused(readings.get(0), why);
      return true;
    }
    int middle = readings.size() / 2;
    return stored(readings.subList(0, middle)) && stored(readings.subList(middle, readings.size()));
  }

  private void failed(RuntimeException e) {
    if (databaseAwaySince == null) {
      databaseAwaySince = clock.instant();
    }
    warnings.warn(
        spool.waiting() + " readings wait: the database can't be written: " + e.getMessage());
  }

  private void recovered() {
    Instant since = databaseAwaySince;
    if (since != null) {
      LOG.info("readings are written again after {}", Duration.between(since, clock.instant()));
      databaseAwaySince = null;
    }
  }

  private static Backoff backoff() {
    return new Backoff(SHORTEST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault());
  }

  /** Since when the database can't be written; null while it can. */
  @Nullable Instant databaseAwaySince() {
    return databaseAwaySince;
  }

  /** Why the spool takes nothing; null while it does. */
  @Nullable SpoolTrouble spoolTrouble() {
    return spoolTrouble;
  }

  /** How much of the spool waits for the database, in per cent rounded up; 0 when nothing does. */
  int spoolShare() {
    return spool.share();
  }

  /** Bytes on disk of what waits. */
  long spoolBytes() {
    return spool.bytes();
  }

  /** Readings that are durable and not yet in the database. */
  long waiting() {
    return spool.waiting();
  }

  /** Lets nobody wait for durability any more. */
  void giveUp() {
    giveUp.countDown();
  }

  /** Stores what waits, for as long as the limit at most; the rest stays on the disk. */
  void close(Duration limit) throws InterruptedException {
    spool.end();
    draining.join(limit.toMillis());
    giveUp();
    draining.join();
    spool.close();
  }
}
