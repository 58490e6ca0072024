package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/**
 * What is recorded of a camera's main stream, and for how long it is kept.
 *
 * @param mode when it is recorded
 * @param days how long it is kept; the law asks for 30 (State Council Order 799)
 * @param fewerDaysConfirmed an admin has confirmed that less than {@value #LAWFUL_DAYS} days are
 *     right here
 * @param windows for {@link Mode#SCHEDULE}: when it is recorded, village time
 */
public record RecordingPlan(Mode mode, int days, boolean fewerDaysConfirmed, List<Window> windows) {
  /** Days that recordings of public places are to be kept at least. */
  public static final int LAWFUL_DAYS = 30;

  /** Always, for 30 days. */
  public static final RecordingPlan STANDARD =
      new RecordingPlan(Mode.CONTINUOUS, LAWFUL_DAYS, false, List.of());

  @SuppressWarnings("ConstantValue")
  public RecordingPlan {
    mode = mode == null ? Mode.CONTINUOUS : mode;
    days = days == 0 ? LAWFUL_DAYS : days;
    windows = windows == null ? List.of() : List.copyOf(windows);
  }

  /** When a camera is recorded. */
  public enum Mode {
    @JsonProperty("off")
    OFF,
    @JsonProperty("continuous")
    CONTINUOUS,
    /** From before a case of this camera opens until after it. */
    @JsonProperty("event")
    EVENT,
    @JsonProperty("schedule")
    SCHEDULE
  }

  /**
   * Hours of some weekdays, village time. Where {@code to} is not after {@code from} they run past
   * midnight and belong to the weekday on which they begin; equal times mean the whole day.
   *
   * @param days weekdays, at least one
   * @param from begin, inclusive
   * @param to end, exclusive
   */
  public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
    public Window {
      days = Set.copyOf(days);
    }

    /** Whether the window holds at this weekday and time. */
    public boolean covers(DayOfWeek day, LocalTime time) {
      if (from.isBefore(to)) {
        return days.contains(day) && !time.isBefore(from) && time.isBefore(to);
      }
      return (days.contains(day) && !time.isBefore(from))
          || (days.contains(day.minus(1)) && time.isBefore(to));
    }
  }
}
