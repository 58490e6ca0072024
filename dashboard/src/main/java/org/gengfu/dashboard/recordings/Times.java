package org.gengfu.dashboard.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.ProblemException;

/** Checks the times that recordings are asked for. */
public final class Times {
  /** Nothing was recorded before, and the database knows no times far beyond. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Times() {}

  /** Checks a stretch of time in the parameters. */
  public static void check(Instant from, Instant to, Duration longest) {
    check(from, to, longest, "");
  }

  /** Checks a stretch of time in the body. */
  public static void checkBody(Instant from, Instant to, Duration longest) {
    check(from, to, longest, "/");
  }

  /**
   * @param root {@code /} for the body; empty for the parameters
   */
  private static void check(Instant from, Instant to, Duration longest, String root) {
    check(root + "from", from);
    check(root + "to", to);
    if (!from.isBefore(to)) {
      throw wrong(root + "from", FieldRule.BEFORE_END, to);
    }
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw wrong(root + "to", FieldRule.LONGEST_HOURS, longest.toHours(), from);
    }
  }

  private static ProblemException wrong(String place, FieldRule rule, Object... values) {
    return place.startsWith("/")
        ? Call.wrong(place, rule, values)
        : Call.wrongParameter(place, rule, values);
  }

  /**
   * Checks a moment.
   *
   * @param place name of the parameter, or pointer into the body
   */
  public static void check(String place, Instant at) {
    if (!possible(at)) {
      throw wrong(place, FieldRule.POSSIBLE_TIME, EARLIEST, LATEST);
    }
  }

  /** Whether a recording can be of this time. */
  public static boolean possible(Instant at) {
    return !at.isBefore(EARLIEST) && !at.isAfter(LATEST);
  }

  /** Seconds, to the microsecond. */
  public static double seconds(Duration duration) {
    return TimeUnit.NANOSECONDS.toMicros(duration.toNanos()) / 1e6;
  }
}
