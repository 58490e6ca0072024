package org.gengfu.hub.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.evaluation.Evaluation;
import org.gengfu.analytics.evaluation.EvaluationReport;
import org.gengfu.analytics.evaluation.FigureTable;
import org.gengfu.hub.cli.GengfuCommand.UsageException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gengfu evaluate}: how well the rules do on scenes whose truth is known. */
@Command(
    name = "evaluate",
    description = "Judges a folder of scenes and scores what was found against their truth.")
final class EvaluateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      description = "scenes, each a NAME.mp4 with a NAME.json; docs/reference/scene-files.md")
  private Path folder = Path.of("");

  @Mixin private final ModelOption model = new ModelOption();

  @Option(
      names = "--report",
      paramLabel = "OUT.html",
      description = "writes a page with figures, timelines and the pictures of what went wrong")
  private @Nullable Path report;

  @Override
  public Integer call() {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (ObjectDetector detector = model.load()) {
      out.println(FigureTable.head());
      Evaluation evaluation =
          Evaluation.run(folder, detector, clip -> out.println(FigureTable.line(clip)));
      FigureTable.summary(evaluation).forEach(out::println);
      if (report != null) {
        EvaluationReport.write(evaluation, detector != null, report);
      }
    } catch (IOException e) {
      throw new UsageException(e.getMessage(), e);
    }
    return 0;
  }
}
