package org.gengfu.core.replay;

import java.time.Instant;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * An episode that a rule raises over the past. Nobody was told of it.
 *
 * @param number of its still picture within the replay; null where it has none
 * @param source which zone, or which metric of which sensor
 * @param onset since when the thing stayed, or the value was wrong
 * @param raisedAt when the rule's dwell was over
 * @param clearedAt since when it was over; null where it lasted to the end
 * @param box where in the picture; null for a sensor
 * @param value the sensor's value when it was raised; null for a camera
 */
public record PastEpisode(
    @Nullable Integer number,
    CaseType type,
    Observation.Source source,
    Severity severity,
    Instant onset,
    Instant raisedAt,
    @Nullable Instant clearedAt,
    @Nullable Box box,
    @Nullable Double value) {

  /** Whether it shares some time with what lasted from {@code begin} to {@code end}. */
  public boolean overlaps(Instant begin, @Nullable Instant end) {
    return (end == null || !onset.isAfter(end)) && (clearedAt == null || !begin.isAfter(clearedAt));
  }
}
