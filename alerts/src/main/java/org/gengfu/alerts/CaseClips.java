package org.gengfu.alerts;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseStore;
import org.gengfu.core.cases.ClipStore;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.life.Component;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.threads.Niceness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every case of a camera a clip from before it began, as evidence; on a thread of its own.
 * What is to be done stands in the database, so that a restart forgets none.
 */
public final class CaseClips implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(CaseClips.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

  private final ClipMaker maker;
  private final DomainEvents events;
  private final AtomicBoolean woken = new AtomicBoolean();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(Niceness.waiting(task), "clips");
            thread.setDaemon(true);
            return thread;
          });
  private Runnable unsubscribe = () -> {};

  public CaseClips(
      ClipStore clips,
      CaseStore cases,
      RecordedVideo recordings,
      RecordingProtection protection,
      DomainEvents events,
      MeterRegistry meters,
      InstantSource clock,
      AlertsConfig config) {
    this.maker =
        new ClipMaker(
            clips,
            cases,
            recordings,
            protection,
            new EvidenceFiles(config.dataDirectory().resolve("evidence")),
            events,
            meters,
            clock);
    this.events = events;
  }

  @Override
  public void start() {
    var unused =
        executor.scheduleWithFixedDelay(this::sweep, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    unsubscribe = events.subscribe(this::happened);
  }

  /** A case that has just opened has its recording kept at once. */
  private void happened(DomainEvent event) {
    if (event instanceof CaseChanged changed
        && changed.step().action() == Action.OPENED
        && woken.compareAndSet(false, true)) {
      executor.execute(this::sweep);
    }
  }

  private void sweep() {
    woken.set(false);
    try {
      maker.sweep();
      if (failing.compareAndSet(true, false)) {
        LOG.info("clips are made again");
      }
    } catch (RuntimeException e) {
      if (failing.compareAndSet(false, true)) {
        LOG.warn("clips wait: {}", e.toString());
      }
    }
  }

  @Override
  public void close() {
    unsubscribe.run();
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE_WAIT.toSeconds(), TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
