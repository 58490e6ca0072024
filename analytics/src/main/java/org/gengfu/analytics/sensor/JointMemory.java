package org.gengfu.analytics.sensor;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * What the joint rules keep over a restart.
 *
 * @param form version of this form
 * @param states where each rule stands
 * @param untold what the sink has not taken yet, oldest first
 */
record JointMemory(int form, List<JointState> states, List<Untold> untold) {
  private static final int FORM = 1;
  static final JointMemory EMPTY = new JointMemory(FORM, List.of(), List.of());

  static JointMemory of(List<JointState> states, List<Observation> untold) {
    return new JointMemory(FORM, states, untold.stream().map(Untold::of).toList());
  }

  @SuppressWarnings("ConstantValue") // read from a file
  boolean sound() {
    return form == FORM && states != null && untold != null;
  }

  /** An observation in the file; only its first two fields are there for a cleared one. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Untold(
      String episodeId,
      Instant at,
      @Nullable String ruleId,
      @Nullable String cameraId,
      @Nullable String zoneId,
      @Nullable String sensorId,
      @Nullable String metric,
      @Nullable Severity severity,
      @Nullable Instant onset,
      @Nullable Box box,
      @Nullable Double value,
      byte @Nullable [] picture) {

    static Untold of(Observation observation) {
      if (observation instanceof Observation.Raised raised
          && raised.source() instanceof Observation.JointSource source) {
        return new Untold(
            raised.episodeId(),
            raised.at(),
            source.ruleId(),
            source.cameraId(),
            source.zoneId(),
            source.sensorId(),
            source.metric(),
            raised.severity(),
            raised.onset(),
            raised.box(),
            raised.value(),
            raised.picture());
      }
      return new Untold(
          observation.episodeId(),
          observation.at(),
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null);
    }

    Observation observation() {
      if (ruleId == null) {
        return new Observation.Cleared(episodeId, at, null);
      }
      return new Observation.Raised(
          episodeId,
          CaseType.JOINT_RULE,
          new Observation.JointSource(
              ruleId,
              Objects.requireNonNull(cameraId),
              Objects.requireNonNull(zoneId),
              Objects.requireNonNull(sensorId),
              Objects.requireNonNull(metric)),
          Objects.requireNonNull(severity),
          Objects.requireNonNull(onset),
          at,
          box,
          value,
          picture);
    }
  }
}
