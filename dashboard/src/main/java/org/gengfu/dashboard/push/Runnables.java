package org.gengfu.dashboard.push;

import java.util.ArrayList;
import java.util.List;

/** What is to be done once at the end; what comes after the end is done at once. */
final class Runnables {
  private final List<Runnable> pending = new ArrayList<>();
  private boolean ran;

  void add(Runnable runnable) {
    synchronized (this) {
      if (!ran) {
        pending.add(runnable);
        return;
      }
    }
    runnable.run();
  }

  void run() {
    List<Runnable> now;
    synchronized (this) {
      ran = true;
      now = List.copyOf(pending);
      pending.clear();
    }
    now.forEach(Runnable::run);
  }
}
