package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gengfu.analytics.detect.DetectorLimits;
import org.gengfu.analytics.detect.ModelException;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.evaluation.Evaluation;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the rules find in the scenes beside the project, without a detector and with it, judged by
 * the scenes' own {@code score.py}.
 */
final class ScenesBenchmark implements Benchmark {
  private static final String MODEL = "models/yolox_nano.onnx";

  @Override
  public String name() {
    return "scenes";
  }

  @Override
  public String about() {
    return "events found, missed and falsely raised in recorded scenes (or in the simulated village)";
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    Optional<Path> shared = workplace.shared();
    return shared.isPresent()
        ? recorded(workplace, shared.get())
        : SimulatedScenes.run(workplace.scratch());
  }

  private static List<Figure> recorded(Workplace workplace, Path shared)
      throws IOException, InterruptedException {
    Path scenes = shared.resolve("scenes");
    List<Figure> figures = new ArrayList<>(pass(workplace, scenes, null));
    Path model = shared.resolve(MODEL);
    if (!Files.exists(model)) {
      figures.add(Figure.stated("with detector: passes, as there is no " + MODEL, 0, ""));
      return figures;
    }
    try (ObjectDetector detector =
        ObjectDetector.load(model, DetectorLimits.FILES, new SimpleMeterRegistry())) {
      figures.addAll(pass(workplace, scenes, detector));
      return figures;
    } catch (ModelException unusable) {
      throw new IOException(model + ": " + unusable.getMessage(), unusable);
    }
  }

  /** All scenes once, without a detector or with it. */
  private static List<Figure> pass(
      Workplace workplace, Path scenes, @Nullable ObjectDetector detector)
      throws IOException, InterruptedException {
    String how = detector == null ? "" : ", with detector";
    List<Figure> figures = new ArrayList<>();
    for (String folder : List.of("real", "composed")) {
      String name = folder + how;
      Stopwatch watch = Stopwatch.start();
      Evaluation evaluation = Evaluation.run(scenes.resolve(folder), detector, clip -> {});
      List<Figure> took = watch.figures(name);
      JsonNode score = score(workplace, scenes, folder, evaluation);
      figures.addAll(
          folder.equals("real")
              ? SceneFigures.real(name, score)
              : SceneFigures.composed(name, score));
      evaluation
          .byDisturbance()
          .forEach((kind, of) -> figures.add(SceneFigures.disturbed(name, kind, of)));
      figures.addAll(took);
    }
    return figures;
  }

  /** What the scenes' own script says of these events. */
  private static JsonNode score(
      Workplace workplace, Path scenes, String folder, Evaluation evaluation)
      throws IOException, InterruptedException {
    Path events = Files.createTempDirectory(workplace.scratch(), folder);
    for (Evaluation.Clip clip : evaluation.clips()) {
      Files.write(
          events.resolve(clip.name() + ".jsonl"),
          clip.events().stream().map(AnalyzedEvent::toJsonLine).toList());
    }
    Path result = events.resolve("score");
    workplace.run(
        List.of(
            "python3",
            scenes.resolve("score.py").toString(),
            scenes.resolve(folder).toString(),
            events.toString(),
            "--json",
            result.toString()));
    return new ObjectMapper().readTree(Files.readAllBytes(result));
  }
}
