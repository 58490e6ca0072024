package org.gengfu.core.cases;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * What analytics tells alerts about one episode. The same observation may be told any number of
 * times: the episode's id makes it one.
 */
public sealed interface Observation {
  /** Id of the episode, unique over all time, kept by analytics over restarts. */
  String episodeId();

  /** When this was observed. */
  Instant at();

  /**
   * Where an observation comes from: a zone of a camera, a sensor, both, or something technical.
   */
  sealed interface Source {}

  /** A zone in a camera's picture. */
  record ZoneSource(String cameraId, String zoneId) implements Source {}

  /** A metric of a sensor. */
  record SensorSource(String sensorId, String metric) implements Source {}

  /**
   * A sensor and a zone together.
   *
   * @param ruleId the rule that joins them
   */
  record JointSource(String ruleId, String cameraId, String zoneId, String sensorId, String metric)
      implements Source {}

  /**
   * Something technical is wrong.
   *
   * @param fault what, and with how many; the subject of a camera's fault is the camera's id, or a
   *     name of their group where {@code count} is above one
   * @param cameraIds the cameras that share the case; empty for a part of the hub
   */
  record FaultSource(CaseFault fault, List<String> cameraIds) implements Source {
    public FaultSource {
      cameraIds = List.copyOf(cameraIds);
    }
  }

  /**
   * The rule was broken: a case is due.
   *
   * @param episodeId id of the episode
   * @param type what it is
   * @param source where
   * @param severity how bad
   * @param onset when it began (thing at rest, value past the threshold)
   * @param at when the rule's dwell was over
   * @param box where in the picture; null for a sensor
   * @param value the sensor's value; null for a camera
   * @param picture JPEG of that moment with the box drawn; null for a sensor
   * @param standing ids of the other episodes of the same source that are open; by them what comes
   *     to a heap is told from the same heap that is seen anew after a restart. Empty where the
   *     type does not grow
   */
  record Raised(
      String episodeId,
      CaseType type,
      Source source,
      Severity severity,
      Instant onset,
      Instant at,
      @Nullable Box box,
      @Nullable Double value,
      byte @Nullable [] picture,
      Set<String> standing)
      implements Observation {

    /** What an older version has kept lacks them. */
    @Override
    @SuppressWarnings("ConstantValue")
    public Set<String> standing() {
      return standing == null ? Set.of() : standing;
    }

    /** Of something that does not grow. */
    public Raised(
        String episodeId,
        CaseType type,
        Source source,
        Severity severity,
        Instant onset,
        Instant at,
        @Nullable Box box,
        @Nullable Double value,
        byte @Nullable [] picture) {
      this(episodeId, type, source, severity, onset, at, box, value, picture, Set.of());
    }
  }

  /**
   * The episode is over: the thing is gone, the value is back.
   *
   * @param episodeId id of the episode
   * @param at since when
   * @param picture JPEG of the place afterwards; null for a sensor
   */
  record Cleared(String episodeId, Instant at, byte @Nullable [] picture) implements Observation {}
}
