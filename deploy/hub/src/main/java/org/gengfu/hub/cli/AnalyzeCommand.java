package org.gengfu.hub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gengfu.analytics.VideoAnalysis;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gengfu analyze}: what the rules find in one video. */
@Command(
    name = "analyze",
    description = "Prints the events of one video as JSON lines, faster than real time.")
final class AnalyzeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "VIDEO", description = "any file that FFmpeg reads")
  private Path video = Path.of("");

  @Option(
      names = "--scene",
      required = true,
      paramLabel = "FILE.json",
      description = "zones of the scene; docs/reference/scene-files.md")
  private Path scene = Path.of("");

  @Override
  public Integer call() throws IOException {
    VideoAnalysis.toJsonLines(video, scene, System.out);
    return 0;
  }
}
