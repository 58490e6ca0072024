package org.gengfu.ingest.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.gengfu.ingest.source.CameraLoop;

/** A loop whose time goes only when the test lets it; also the wall clock to it. */
public final class ManualLoop implements CameraLoop, InstantSource {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparing(Task::number));
  private long nanos;
  private long number;

  private record Task(long atNanos, long number, Runnable run) {}

  @Override
  public Timer schedule(Duration delay, Runnable run) {
    Task task = new Task(nanos + delay.toNanos(), number++, run);
    tasks.add(task);
    return () -> tasks.remove(task);
  }

  @Override
  public void execute(Runnable run) {
    schedule(Duration.ZERO, run);
  }

  @Override
  public boolean inLoop() {
    return true;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(nanos);
  }

  /** Lets this much time go by, and all happen that falls into it. */
  public void advance(Duration by) {
    long end = nanos + by.toNanos();
    while (!tasks.isEmpty() && tasks.peek().atNanos() <= end) {
      Task task = tasks.remove();
      nanos = Math.max(nanos, task.atNanos());
      task.run().run();
    }
    nanos = Math.max(nanos, end);
  }

  /** Within a task: lets time go by in which nothing else can happen. */
  public void standStill(Duration by) {
    nanos += by.toNanos();
  }

  /** How much is still to happen. */
  public int pending() {
    return tasks.size();
  }
}
