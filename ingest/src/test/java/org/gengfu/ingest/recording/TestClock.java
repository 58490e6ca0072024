package org.gengfu.ingest.recording;

import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that the test sets. */
final class TestClock implements InstantSource {
  private volatile Instant now;

  TestClock(Instant now) {
    this.now = now;
  }

  void set(Instant to) {
    now = to;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
