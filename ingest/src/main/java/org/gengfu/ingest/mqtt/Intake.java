package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gengfu.core.sensing.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that carries a broker's messages in: gather, read, make durable, tell, acknowledge. A
 * message is acknowledged only when its readings are durable and have been told, so that a crash
 * anywhere on the way brings it again.
 */
final class Intake implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int MAX_BATCH = 1000;

  /** Each batch is forced to disk once: a moment's wait lets many share that. */
  private static final Duration GATHERING = Duration.ofMillis(5);

  private final HeldMessages held;
  private final MessageReader reader;
  private final ReadingKeeper keeper;
  private final Consumer<List<Reading>> durable;
  private volatile boolean finishing;
  private volatile boolean stopped;

  /**
   * @param durable told readings once they are durable, before their messages are acknowledged
   */
  Intake(
      HeldMessages held,
      MessageReader reader,
      ReadingKeeper keeper,
      Consumer<List<Reading>> durable) {
    this.held = held;
    this.reader = reader;
    this.keeper = keeper;
    this.durable = durable;
  }

  @Override
  public void run() {
    try {
      while (!stopped && !(finishing && held.size() == 0)) {
        List<Arrival> batch = held.take(MAX_BATCH, GATHERING);
        List<Reading> readings = new ArrayList<>(batch.size());
        batch.forEach(arrival -> readings.addAll(reader.read(arrival)));
        if (!readings.isEmpty()) {
          if (!keeper.keep(readings)) {
            return;
          }
          tell(readings);
        }
        batch.forEach(held::release);
      }
    } catch (InterruptedException e) {
      // Asked to end at once: what is not acknowledged comes again.
      Thread.currentThread().interrupt();
    }
  }

  private void tell(List<Reading> readings) {
    try {
      durable.accept(List.copyOf(readings));
    } catch (RuntimeException e) {
      LOG.error("a consumer failed on {} readings", readings.size(), e);
    }
  }

  /** Takes in what is held and ends then. */
  void finish() {
    finishing = true;
    held.end();
  }

  /** Ends after the batch at hand. */
  void stop() {
    stopped = true;
    finish();
  }
}
