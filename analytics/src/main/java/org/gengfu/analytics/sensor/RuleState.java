package org.gengfu.analytics.sensor;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Sensor.Direction;
import org.gengfu.core.village.Sensor.ThresholdRule;
import org.jspecify.annotations.Nullable;

/**
 * How one rule of one sensor stands: quiet, past the threshold but not for long enough, or in an
 * open episode. Immutable; each reading gives the next state.
 *
 * @param sensorId the sensor
 * @param rule the rule; a rule that is changed is another rule
 * @param lastTime time of the newest reading seen; older ones change nothing
 * @param wrongSince first reading of those past the threshold; null while quiet
 * @param episodeId the open episode; null while none is open
 */
record RuleState(
    String sensorId,
    ThresholdRule rule,
    Instant lastTime,
    @Nullable Instant wrongSince,
    @Nullable String episodeId) {

  /** The next state and what there is to tell of it, if anything. */
  record Step(RuleState next, @Nullable Observation observation) {}

  static RuleState quiet(String sensorId, ThresholdRule rule) {
    return new RuleState(sensorId, rule, Instant.MIN, null, null);
  }

  /**
   * Takes a reading of this rule's metric. A reading that is not newer than the newest one is a
   * duplicate or came late, and is passed over: it must not open or close anything.
   */
  Step take(Reading reading) {
    if (!reading.time().isAfter(lastTime)) {
      return new Step(this, null);
    }
    return episodeId == null ? watch(reading) : await(reading, episodeId);
  }

  private Step watch(Reading reading) {
    Instant time = reading.time();
    if (!wrong(reading.value())) {
      return new Step(new RuleState(sensorId, rule, time, null, null), null);
    }
    Instant since = wrongSince == null ? time : wrongSince;
    if (Duration.between(since, time).compareTo(Duration.ofSeconds(rule.holdSeconds())) < 0) {
      return new Step(new RuleState(sensorId, rule, time, since, null), null);
    }
    String id = episodeIdFor(since);
    Observation raised =
        new Observation.Raised(
            id,
            CaseType.SENSOR_THRESHOLD,
            new Observation.SensorSource(sensorId, rule.metric()),
            rule.severity(),
            since,
            time,
            null,
            reading.value(),
            null);
    return new Step(new RuleState(sensorId, rule, time, since, id), raised);
  }

  private Step await(Reading reading, String openEpisode) {
    Instant time = reading.time();
    if (!back(reading.value())) {
      return new Step(new RuleState(sensorId, rule, time, wrongSince, openEpisode), null);
    }
    return new Step(
        new RuleState(sensorId, rule, time, null, null),
        new Observation.Cleared(openEpisode, time, null));
  }

  private boolean wrong(double value) {
    return rule.direction() == Direction.ABOVE
        ? value >= rule.threshold()
        : value <= rule.threshold();
  }

  /** Back past {@code clear} and not wrong: the two may be one value. */
  private boolean back(double value) {
    boolean past =
        rule.direction() == Direction.ABOVE ? value <= rule.clear() : value >= rule.clear();
    return past && !wrong(value);
  }

  /**
   * The same for the same rule and onset, so that an episode raised again, after a crash before it
   * was written down, is the same one.
   */
  private String episodeIdFor(Instant onset) {
    return "%s-%08x-%d".formatted(sensorId, rule.toString().hashCode(), onset.toEpochMilli());
  }

  /** Whether it must be kept over a restart. */
  boolean worthKeeping() {
    return wrongSince != null || episodeId != null || lastTime.isAfter(Instant.MIN);
  }

  /** Whether the other stands where this one stands, but for the time of the newest reading. */
  boolean standsAs(RuleState other) {
    return java.util.Objects.equals(wrongSince, other.wrongSince)
        && java.util.Objects.equals(episodeId, other.episodeId);
  }
}
