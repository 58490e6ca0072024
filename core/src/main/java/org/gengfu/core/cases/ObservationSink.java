package org.gengfu.core.cases;

/** Port by which analytics tells alerts. */
public interface ObservationSink {
  /**
   * Takes an observation for good: it is on disk when this returns, and becomes a case even when
   * the database is away now. Blocks for a write to disk; any thread but an event loop.
   *
   * @throws java.io.UncheckedIOException when it could not be kept; the caller still has it and
   *     tells it again
   */
  void observe(Observation observation);
}
