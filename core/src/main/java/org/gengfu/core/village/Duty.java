package org.gengfu.core.village;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;

/**
 * One line of the roster: a worker answers for a grid in these hours of these weekdays, village
 * time. Where {@code to} is not after {@code from} the duty runs past midnight and belongs to the
 * weekday on which it begins; equal times mean the whole day.
 *
 * @param id id
 * @param workerId who
 * @param gridId where
 * @param days weekdays, at least one
 * @param from begin, inclusive
 * @param to end, exclusive
 */
public record Duty(
    String id, String workerId, String gridId, Set<DayOfWeek> days, LocalTime from, LocalTime to)
    implements Entity {
  public Duty {
    days = Set.copyOf(days);
  }

  /** Whether the duty holds at this weekday and time. */
  public boolean covers(DayOfWeek day, LocalTime time) {
    if (from.isBefore(to)) {
      return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
    }
    return (days.contains(day) && !time.isBefore(from))
        || (days.contains(day.minus(1)) && time.isBefore(to));
  }
}
