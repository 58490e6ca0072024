package org.gengfu.alerts;

import java.util.HashMap;
import java.util.Map;

/** How many messages may be in flight, on a channel and to each of its receivers. */
final class Slots {
  private final int mostInAll;
  private final int mostEach;
  private final Map<String, Integer> taken = new HashMap<>();
  private int takenInAll;

  Slots(int mostInAll, int mostEach) {
    this.mostInAll = mostInAll;
    this.mostEach = mostEach;
  }

  /** Takes all slots that are free for this receiver; returns how many. */
  synchronized int take(String receiver) {
    int free = Math.min(mostInAll - takenInAll, mostEach - taken.getOrDefault(receiver, 0));
    if (free > 0) {
      taken.merge(receiver, free, Integer::sum);
      takenInAll += free;
    }
    return Math.max(free, 0);
  }

  synchronized void release(String receiver, int slots) {
    if (slots <= 0) {
      return;
    }
    taken.computeIfPresent(receiver, (name, held) -> held > slots ? held - slots : null);
    takenInAll -= slots;
  }
}
