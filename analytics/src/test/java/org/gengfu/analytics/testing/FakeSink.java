package org.gengfu.analytics.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;

/** Keeps observations in memory, unless it is told to refuse them. */
public final class FakeSink implements ObservationSink {
  private final List<Observation> kept = new ArrayList<>();
  private boolean refusing;
  private int refused;

  @Override
  public synchronized void observe(Observation observation) {
    if (refusing) {
      refused++;
      throw new UncheckedIOException(new IOException("disk full"));
    }
    kept.add(observation);
  }

  public synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  public synchronized List<Observation> kept() {
    return List.copyOf(kept);
  }

  public synchronized int refused() {
    return refused;
  }
}
