package org.gengfu.dashboard.recordings;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
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
    check(from, to, longest, Call::wrongParameter);
  }

  /** Checks a stretch of time in the body. */
  public static void checkBody(Instant from, Instant to, Duration longest) {
    check(from, to, longest, (name, message) -> Call.wrong("/" + name, message));
  }

  private static void check(
      Instant from,
      Instant to,
      Duration longest,
      BiFunction<String, String, ProblemException> wrong) {
    check("from", from, wrong);
    check("to", to, wrong);
    if (!from.isBefore(to)) {
      throw wrong.apply("from", "must be before the end, " + to);
    }
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw wrong.apply(
          "to", "must be at most " + longest.toHours() + " hours after the begin, " + from);
    }
  }

  /** Checks a moment in the parameters. */
  public static void check(String name, Instant at) {
    check(name, at, Call::wrongParameter);
  }

  private static void check(
      String name, Instant at, BiFunction<String, String, ProblemException> wrong) {
    if (!possible(at)) {
      throw wrong.apply(name, "must lie between " + EARLIEST + " and " + LATEST);
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
