package org.gengfu.ingest.playback;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files that were asked for lately: a player asks for one piece after the other, and all have
 * to come from the same file, also while the recording grows. Bounded in memory; safe on any
 * thread.
 */
final class RecentFiles {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final long mostWeight;
  private final InstantSource clock;
  private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  record Key(String cameraId, Instant from, Instant to) {}

  private record Kept(VirtualMp4 file, Instant usedAt) {}

  /**
   * @param mostWeight bytes that all may take together
   */
  RecentFiles(long mostWeight, InstantSource clock) {
    this.mostWeight = mostWeight;
    this.clock = clock;
  }

  synchronized Optional<VirtualMp4> find(Key key) {
    Instant now = clock.instant();
    Kept found = kept.get(key);
    if (found == null || found.usedAt().plus(KEPT).isBefore(now)) {
      return Optional.empty();
    }
    kept.put(key, new Kept(found.file(), now));
    return Optional.of(found.file());
  }

  /** Keeps it, and lets go of those that were not used for longest. */
  synchronized void keep(Key key, VirtualMp4 file) {
    Instant now = clock.instant();
    Kept before = kept.put(key, new Kept(file, now));
    weight += file.weight() - (before == null ? 0 : before.file().weight());
    Iterator<Kept> eldest = kept.values().iterator();
    while (kept.size() > 1) {
      Kept next = eldest.next();
      if (weight <= mostWeight && !next.usedAt().plus(KEPT).isBefore(now)) {
        return;
      }
      weight -= next.file().weight();
      eldest.remove();
    }
  }

  synchronized int size() {
    return kept.size();
  }
}
