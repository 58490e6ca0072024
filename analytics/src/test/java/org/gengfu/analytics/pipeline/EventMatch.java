package org.gengfu.analytics.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the events of one run compare with those of a run that is taken for the truth.
 *
 * @param found how many of the truth's events are there, too
 * @param missed those that are not
 * @param extra events that the truth does not have
 * @param later by how much each found one was raised later, in seconds; below 0 earlier
 */
record EventMatch(int found, List<Event> missed, List<Event> extra, List<Double> later) {
  static final EventMatch NONE = new EventMatch(0, List.of(), List.of(), List.of());

  /** Onsets in one zone that differ by less are those of one event. */
  private static final Duration SAME = Duration.ofSeconds(5);

  /**
   * An event.
   *
   * @param zoneId where
   * @param onset when it began
   * @param raised when it was told
   */
  record Event(String zoneId, Instant onset, Instant raised) {}

  static EventMatch of(List<Event> truth, List<Event> other) {
    List<Event> unmatched = new ArrayList<>(other);
    List<Event> missed = new ArrayList<>();
    List<Double> later = new ArrayList<>();
    for (Event event : truth) {
      Event nearest = null;
      for (Event one : unmatched) {
        if (one.zoneId().equals(event.zoneId())
            && apart(one, event).compareTo(SAME) <= 0
            && (nearest == null || apart(one, event).compareTo(apart(nearest, event)) < 0)) {
          nearest = one;
        }
      }
      if (nearest == null) {
        missed.add(event);
      } else {
        unmatched.remove(nearest);
        later.add(Duration.between(event.raised(), nearest.raised()).toMillis() / 1000.0);
      }
    }
    return new EventMatch(later.size(), missed, unmatched, later);
  }

  private static Duration apart(Event one, Event other) {
    return Duration.between(one.onset(), other.onset()).abs();
  }

  /** Both together. */
  EventMatch with(EventMatch other) {
    return new EventMatch(
        found + other.found,
        both(missed, other.missed),
        both(extra, other.extra),
        both(later, other.later));
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** So late at most is this share of those found, in seconds; 0 where none is. */
  double laterQuantile(double share) {
    if (later.isEmpty()) {
      return 0;
    }
    List<Double> sorted = later.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }
}
