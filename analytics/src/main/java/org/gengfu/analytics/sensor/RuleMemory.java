package org.gengfu.analytics.sensor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Severity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the rules keep over a restart, in one small JSON file that is always whole: written beside,
 * forced to disk, then renamed.
 */
final class RuleMemory {
  private static final Logger LOG = LoggerFactory.getLogger(RuleMemory.class);
  private static final int FORM = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Path file;

  RuleMemory(Path file) {
    this.file = file;
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
  Content load() {
    if (!Files.exists(file)) {
      return Content.EMPTY;
    }
    try {
      Content content = JSON.readValue(Files.readAllBytes(file), Content.class);
      if (content.form() == FORM && content.rules() != null && content.untold() != null) {
        return content;
      }
      LOG.error("{} is not of form {}", file, FORM);
    } catch (IOException e) {
      LOG.error("{} can't be read", file, e);
    }
    putAside();
    return Content.EMPTY;
  }

  private void putAside() {
    Path aside = file.resolveSibling(file.getFileName() + ".bad");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error("the rules begin anew; the old state is kept as {}", aside);
    } catch (IOException e) {
      LOG.error("{} can't be put aside", file, e);
    }
  }

  /** Replaces the content; it is on disk when this returns. */
  void save(Content content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(content));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    if (folder != null) {
      forceFolder(folder);
    }
  }

  /** The rename itself is on disk only once the folder is. */
  private static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
