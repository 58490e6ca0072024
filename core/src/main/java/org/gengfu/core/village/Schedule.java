package org.gengfu.core.village;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Hours of the week in which a rule holds.
 *
 * @param windows hours, village time; empty for always
 * @param zone time zone of the village
 */
public record Schedule(List<RecordingPlan.Window> windows, ZoneId zone) {
  /** Holds at any time. */
  public static final Schedule ALWAYS = new Schedule(List.of(), ZoneOffset.UTC);

  /** A schedule repeats itself after this many windows at the latest: it has no gap then. */
  private static final int MOST_STEPS_BACK = 8 * 32;

  public Schedule {
    windows = List.copyOf(windows);
  }

  /** Whether the rule holds at this time. */
  public boolean holds(Instant time) {
    return windows.isEmpty() || begin(time.atZone(zone)).isPresent();
  }

  /**
   * Since when the rule has held without a gap.
   *
   * @param time a time at which it holds
   * @return {@link Instant#MIN} where it always holds; {@code time} where it does not hold then
   */
  public Instant since(Instant time) {
    if (windows.isEmpty()) {
      return Instant.MIN;
    }
    ZonedDateTime since = time.atZone(zone);
    for (int step = 0; step < MOST_STEPS_BACK; step++) {
      // The first time it looks at the moment itself, then at the one before what it has found.
      ZonedDateTime seen = step == 0 ? since : since.minusNanos(1);
      Optional<ZonedDateTime> begin = begin(seen);
      if (begin.isEmpty()) {
        return since.toInstant();
      }
      since = begin.get();
    }
    return Instant.MIN;
  }

  /** The earliest begin of the windows that hold then. */
  private Optional<ZonedDateTime> begin(ZonedDateTime time) {
    return windows.stream()
        .filter(window -> window.covers(time.getDayOfWeek(), time.toLocalTime()))
        .map(window -> begin(window, time))
        .min(ZonedDateTime::compareTo);
  }

  private ZonedDateTime begin(RecordingPlan.Window window, ZonedDateTime time) {
    LocalTime clock = time.toLocalTime();
    boolean today = window.days().contains(time.getDayOfWeek()) && !clock.isBefore(window.from());
    return time.toLocalDate().minusDays(today ? 0 : 1).atTime(window.from()).atZone(zone);
  }
}
