package org.gengfu.analytics.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Severity;
import org.jspecify.annotations.Nullable;

/** What the rules keep over a restart. */
final class RuleMemory {
  private static final int FORM = 1;

  private final RuleFile<Content> file;

  RuleMemory(Path file) {
    this.file = new RuleFile<>(file, Content.class);
  }

  /**
   * The content.
   *
   * @param form version of this form
   * @param rules where each rule stands
   * @param untold what the sink has not taken yet, oldest first
   */
  record Content(int form, List<RuleState> rules, List<Untold> untold) {
    static final Content EMPTY = new Content(FORM, List.of(), List.of());

    static Content of(List<RuleState> rules, List<Untold> untold) {
      return new Content(FORM, rules, untold);
    }
  }

  /**
   * An observation in the file; only {@code episodeId} and {@code at} are there for a cleared one.
   */
  record Untold(
      String episodeId,
      Instant at,
      @Nullable String sensorId,
      @Nullable String metric,
      @Nullable Severity severity,
      @Nullable Instant onset,
      @Nullable Double value) {

    static Untold of(Observation observation) {
      if (observation instanceof Observation.Raised raised
          && raised.source() instanceof Observation.SensorSource source) {
        return new Untold(
            raised.episodeId(),
            raised.at(),
            source.sensorId(),
            source.metric(),
            raised.severity(),
            raised.onset(),
            raised.value());
      }
      return new Untold(observation.episodeId(), observation.at(), null, null, null, null, null);
    }

    Observation observation() {
      if (sensorId == null || metric == null || severity == null || onset == null) {
        return new Observation.Cleared(episodeId, at, null);
      }
      return new Observation.Raised(
          episodeId,
          CaseType.SENSOR_THRESHOLD,
          new Observation.SensorSource(sensorId, metric),
          severity,
          onset,
          at,
          null,
          value,
          null);
    }
  }

  /** The content; a file that can't be read is put aside and nothing is known then. */
  @SuppressWarnings("ConstantValue") // read from a file
  Content load() {
    return file.load(
        Content.EMPTY,
        content -> content.form() == FORM && content.rules() != null && content.untold() != null);
  }

  /** Replaces the content; it is on disk when this returns. */
  void save(Content content) throws IOException {
    file.save(content);
  }
}
