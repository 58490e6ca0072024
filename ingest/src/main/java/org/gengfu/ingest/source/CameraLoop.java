package org.gengfu.ingest.source;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread that everything about a camera happens on; it serves many cameras. */
public interface CameraLoop extends Executor {
  /** Runs it on the loop after a while. */
  Timer schedule(Duration delay, Runnable task);

  /** Whether this is the loop's thread. */
  boolean inLoop();

  /** Monotonic time in nanoseconds. */
  long nanoTime();

  /** Something that will run. */
  interface Timer {
    void cancel();
  }

  /** Guards an entry that belongs to the loop. */
  default void assertInLoop() {
    if (!inLoop()) {
      throw new IllegalStateException("called off the camera's loop");
    }
  }
}
