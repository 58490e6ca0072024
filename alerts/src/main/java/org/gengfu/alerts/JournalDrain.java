package org.gengfu.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.storage.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns waiting observations into cases, in order, on one thread; waits while the database is away.
 */
final class JournalDrain implements HealthCheck, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalDrain.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** How often one observation is tried that fails for a reason of its own. */
  private static final int MOST_TRIES = 5;

  /** Short outages are not worth an alarm. */
  private static final Duration HEALTHY_OUTAGE = Duration.ofSeconds(5);

  private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

  private final ObservationJournal journal;
  private final Consumer<Observation> intake;
  private final InstantSource clock;
  private final Thread thread = new Thread(this::run, "observations");
  private volatile boolean closed;
  private volatile @Nullable Trouble trouble;
  private final AtomicInteger rejected = new AtomicInteger();

  JournalDrain(ObservationJournal journal, Consumer<Observation> intake, InstantSource clock) {
    this.journal = journal;
    this.intake = intake;
    this.clock = clock;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed) {
        take(journal.awaitFirst());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Comes back once the observation is a case or is rejected, or this is closed. */
  private void take(long number) throws InterruptedException {
    Duration wait = FIRST_WAIT;
    int tries = 0;
    while (!closed) {
      try {
        intake.accept(journal.read(number));
        journal.remove(number);
        recovered();
        return;
      } catch (IOException | RuntimeException e) {
        tries += passing(e) ? 0 : 1;
        failed(e);
        if (tries >= MOST_TRIES || e instanceof JsonProcessingException) {
          reject(number, e);
          return;
        }
      }
      Thread.sleep(wait.toMillis());
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  /** Whether it is the database or the disk (full, say) that fails, not this observation. */
  private static boolean passing(Exception e) {
    return e instanceof IOException
        || e instanceof UncheckedIOException
        || (e instanceof StoreException store && store.transientFailure());
  }

  private void failed(Exception e) {
    Trouble before = trouble;
    if (before == null && !closed) {
      LOG.warn("observations wait on disk: {}", e.getMessage());
    }
    String reason = String.valueOf(e.getMessage());
    trouble = new Trouble(before == null ? clock.instant() : before.since(), reason);
  }

  private void recovered() {
    if (trouble != null) {
      LOG.info("observations become cases again");
      trouble = null;
    }
  }

  private void reject(long number, Exception why) {
    LOG.error("observation {} can't become a case and is put aside", number, why);
    try {
      journal.reject(number);
      rejected.incrementAndGet();
      trouble = null;
    } catch (IOException e) {
      LOG.error("observation {} can't be put aside either", number, e);
    }
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public Result check() {
    Trouble now = trouble;
    int waiting = journal.size();
    if (!thread.isAlive()) {
      return new Result(false, "observations are not taken: restart the hub");
    }
    if (now != null && now.since().plus(HEALTHY_OUTAGE).isBefore(clock.instant())) {
      return new Result(
          false, waiting + " observations wait on disk since " + now.since() + ": " + now.reason());
    }
    String aside =
        rejected.get() == 0
            ? ""
            : "; " + rejected.get() + " were put aside as unusable, see the log";
    return new Result(true, waiting + " observations wait" + aside);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Trouble(Instant since, String reason) {}
}
