package org.gengfu.hub.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.gengfu.analytics.detect.DetectorLimits;
import org.gengfu.analytics.detect.ModelException;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.hub.cli.GengfuCommand.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The second opinion of commands that judge files. */
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "FILE.onnx",
      description = "a YOLOX export that is asked about candidates; without it the rules decide")
  private @Nullable Path model;

  /**
   * The detector.
   *
   * @return null where none is asked for
   * @throws UsageException when the model can't be used
   */
  @Nullable ObjectDetector load() {
    if (model == null) {
      return null;
    }
    try {
      return ObjectDetector.load(model, DetectorLimits.FILES, new SimpleMeterRegistry());
    } catch (ModelException unusable) {
      throw new UsageException(unusable.getMessage(), unusable);
    }
  }
}
