package org.gengfu.ingest.playback;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The context of one viewer, and the workers that read for it. */
interface PlaybackLoop {
  /** Time since some beginning; never goes back. */
  Duration now();

  /** Runs the task on the context, after what is waiting there. */
  void execute(Runnable task);

  /** Runs the task on the context once the time has passed. */
  void schedule(Duration delay, Runnable task);

  /** Runs the call on a worker, then one of the two others on the context. */
  <T> void load(Callable<T> call, Consumer<T> loaded, Consumer<Throwable> failed);
}
