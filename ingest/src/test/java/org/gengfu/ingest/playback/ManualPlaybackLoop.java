package org.gengfu.ingest.playback;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A loop whose time goes on only when told. */
final class ManualPlaybackLoop implements PlaybackLoop {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::at).thenComparing(Timer::number));
  private Duration now = Duration.ofSeconds(1_000);
  private long timersMade;
  private boolean loadsWait;
  private final Deque<Runnable> loads = new ArrayDeque<>();

  private record Timer(Duration at, long number, Runnable task) {}

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    timers.add(new Timer(now.plus(delay), timersMade++, task));
  }

  @Override
  public <T> void load(Callable<T> call, Consumer<T> loaded, Consumer<Throwable> failed) {
    Runnable load =
        () -> {
          try {
            T result = call.call();
            tasks.add(() -> loaded.accept(result));
          } catch (Exception e) {
            tasks.add(() -> failed.accept(e));
          }
        };
    loads.add(load);
    if (!loadsWait) {
      tasks.add(this::runLoads);
    }
  }

  /** Reading takes until {@link #runLoads}. */
  void holdLoads() {
    loadsWait = true;
  }

  void runLoads() {
    while (!loads.isEmpty()) {
      loads.remove().run();
    }
  }

  /** Runs what is due now and in the time to come. */
  void advance(Duration time) {
    Duration end = now.plus(time);
    while (true) {
      while (!tasks.isEmpty()) {
        tasks.remove().run();
      }
      Timer next = timers.peek();
      if (next == null || next.at().compareTo(end) > 0) {
        break;
      }
      timers.remove();
      now = next.at();
      next.task().run();
    }
    now = end;
  }
}
