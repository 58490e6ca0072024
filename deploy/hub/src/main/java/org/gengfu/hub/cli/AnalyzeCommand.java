package org.gengfu.hub.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.analytics.offline.TraceVideo;
import org.gengfu.analytics.offline.VideoAnalysis;
import org.gengfu.hub.cli.GengfuCommand.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gengfu analyze}: what the rules find in one video. */
@Command(
    name = "analyze",
    description =
        "Prints the events of one video as JSON lines, faster than real time; and on the standard"
            + " error stream when it could not be judged.")
final class AnalyzeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VIDEO", description = "any file that FFmpeg reads")
  private Path video = Path.of("");

  @Option(
      names = "--scene",
      required = true,
      paramLabel = "FILE.json",
      description = "zones of the scene; docs/reference/scene-files.md")
  private Path scene = Path.of("");

  @Option(
      names = "--trace",
      paramLabel = "OUT.mp4",
      description =
          "writes a video that shows background, foreground, objects, dwell and decisions")
  private @Nullable Path trace;

  @Mixin private final ModelOption model = new ModelOption();

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try (ObjectDetector detector = model.load()) {
      SceneFile judged = SceneFile.read(scene);
      try (TraceVideo drawn = trace == null ? null : new TraceVideo(trace, judged.zones())) {
        VideoAnalysis.run(video, judged, detector, drawn, event -> out.println(event.toJsonLine()))
            .unjudged()
            .forEach(span -> err.println(span.words()));
      }
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
    return 0;
  }
}
