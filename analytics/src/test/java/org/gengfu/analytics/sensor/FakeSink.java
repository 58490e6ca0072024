package org.gengfu.analytics.sensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;

/** Takes observations, or fails while told to. */
final class FakeSink implements ObservationSink {
  final List<Observation> taken = new CopyOnWriteArrayList<>();
  final Semaphore arrived = new Semaphore(0);
  volatile BooleanSupplier fails = () -> false;

  @Override
  public void observe(Observation observation) {
    if (fails.getAsBoolean()) {
      throw new UncheckedIOException(new IOException("no space left on device"));
    }
    taken.add(observation);
    arrived.release();
  }
}
