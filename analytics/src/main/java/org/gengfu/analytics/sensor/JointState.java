package org.gengfu.analytics.sensor;

import java.time.Duration;
import java.time.Instant;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.JointRule;
import org.jspecify.annotations.Nullable;

/**
 * How one rule that joins a sensor and a camera stands. Immutable.
 *
 * @param ruleId the rule
 * @param readAt time of the newest reading seen; null before the first
 * @param heldUntil when the value last counted; null where it never did
 * @param holding the newest value counts
 * @param value the value that counted last
 * @param seenSince begin of the presence that was seen last; null where none was
 * @param seenAt when somebody was last seen
 * @param box where
 * @param episodeId the open episode; null while none is open
 */
record JointState(
    String ruleId,
    @Nullable Instant readAt,
    @Nullable Instant heldUntil,
    boolean holding,
    double value,
    @Nullable Instant seenSince,
    @Nullable Instant seenAt,
    @Nullable Box box,
    @Nullable String episodeId) {
  /** Nobody for this long, or for the rule's window where that is longer: they have gone. */
  private static final Duration GONE = Duration.ofSeconds(30);

  static JointState quiet(String ruleId) {
    return new JointState(ruleId, null, null, false, 0, null, null, null, null);
  }

  /** A reading of the rule's metric; one that is not newer than the newest changes nothing. */
  JointState read(JointRule rule, Reading reading) {
    if (readAt != null && !reading.time().isAfter(readAt)) {
      return this;
    }
    boolean holds = rule.holds(reading.value());
    return new JointState(
        ruleId,
        reading.time(),
        holds ? reading.time() : heldUntil,
        holds,
        holds ? reading.value() : value,
        seenSince,
        seenAt,
        box,
        episodeId);
  }

  /** Somebody whom the rule is about is in the zone. */
  JointState see(Presence presence, Instant at) {
    return new JointState(
        ruleId, readAt, heldUntil, holding, value, presence.since(), at, presence.box(), episodeId);
  }

  /** Whether the two have come together. */
  boolean met(JointRule rule) {
    if (seenAt == null || heldUntil == null) {
      return false;
    }
    // While the value counts it counts until now.
    boolean still = holding && !seenAt.isBefore(heldUntil);
    return still || rule.together(seenAt, heldUntil);
  }

  /**
   * Whether an open episode is over at this time: the value has been back for the window, or nobody
   * is there.
   */
  boolean over(JointRule rule, Instant now) {
    Duration absent = Duration.ofSeconds(rule.windowSeconds());
    Duration patience = absent.compareTo(GONE) < 0 ? GONE : absent;
    boolean gone = seenAt == null || now.isAfter(seenAt.plus(patience));
    return gone || (!holding && heldUntil != null && now.isAfter(heldUntil.plus(absent)));
  }

  JointState opened(String id) {
    return new JointState(ruleId, readAt, heldUntil, holding, value, seenSince, seenAt, box, id);
  }

  /** After an episode: both must come together anew. */
  JointState closed() {
    return new JointState(
        ruleId, readAt, holding ? readAt : null, holding, value, null, null, null, null);
  }

  Observation.Raised observation(
      JointRule rule, String cameraId, Instant at, byte @Nullable [] picture) {
    Instant begin = seenSince == null ? at : seenSince;
    return new Observation.Raised(
        java.util.Objects.requireNonNull(episodeId),
        CaseType.JOINT_RULE,
        new Observation.JointSource(
            rule.id(), cameraId, rule.zoneId(), rule.sensorId(), rule.metric()),
        rule.severity(),
        begin.isAfter(at) ? at : begin,
        at,
        box,
        value,
        picture);
  }
}
