package org.gengfu.core.threads;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Things of some size that are needed during a piece of work and not after it: kept once a thread
 * and kind, not once for everybody who works, so that eighty cameras take no memory for them and
 * find them in the processor's cache. What one holds is gone when the thread turns to another task.
 * Thread-safe.
 *
 * @param <K> tells kinds apart, such as a size
 * @param <V> what is kept
 */
public final class PerThread<K, V> {
  /** Kinds of one thread; of more the first are made anew. */
  static final int MOST_KINDS = 8;

  private final Function<K, V> make;
  private final ThreadLocal<Map<K, V>> ours = ThreadLocal.withInitial(HashMap::new);

  /**
   * @param make makes one of a kind
   */
  public PerThread(Function<K, V> make) {
    this.make = make;
  }

  /** This thread's one of the kind; as whoever had it last has left it. */
  public V of(K kind) {
    Map<K, V> kinds = ours.get();
    V present = kinds.get(kind);
    if (present == null) {
      if (kinds.size() >= MOST_KINDS) {
        kinds.clear();
      }
      present = make.apply(kind);
      kinds.put(kind, present);
    }
    return present;
  }
}
