package org.gengfu.dashboard.resources;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.dashboard.http.Call;

/** Checks the stretch of time that a series is asked for. */
final class Spans {
  private Spans() {}

  static void check(Instant from, Instant to, Duration bucket, int maxBuckets, String widthName) {
    if (!from.isBefore(to)) {
      throw Call.wrongParameter("from", FieldRule.BEFORE_END, to);
    }
    // 366,000,000 days are the range of an Instant; the division can't overflow.
    if (Duration.between(from, to).dividedBy(bucket) > maxBuckets) {
      throw Call.wrongParameter(widthName, FieldRule.BUCKETS, maxBuckets);
    }
  }
}
