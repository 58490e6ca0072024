package org.gengfu.hub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.analytics.offline.VideoAnalysis;

/**
 * What the rules find in the scenes beside the project, judged by the scenes' own {@code score.py}.
 */
final class ScenesBenchmark implements Benchmark {
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
        ? recorded(workplace, shared.get().resolve("scenes"))
        : SimulatedScenes.run(workplace.scratch());
  }

  private static List<Figure> recorded(Workplace workplace, Path scenes)
      throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    JsonNode real = score(workplace, scenes, "real");
    figures.add(Figure.atLeast("real: events found", real.at("/total/tp").asInt(), "", 2));
    figures.add(Figure.atMost("real: false alarms", real.at("/total/fp").asInt(), "", 0));
    figures.add(Figure.atMost("real: duplicates", real.at("/total/duplicates").asInt(), "", 0));
    state(figures, "real", real);
    state(figures, "composed", score(workplace, scenes, "composed"));
    return figures;
  }

  private static void state(List<Figure> figures, String folder, JsonNode score) {
    score
        .path("types")
        .properties()
        .forEach(type -> state(figures, folder + " " + type.getKey(), type.getValue(), "f1"));
    for (String figure :
        List.of("tp", "fn", "fp", "duplicates", "f1", "delay_median_s", "delay_p95_s")) {
      state(figures, folder + " total", score.path("total"), figure);
    }
  }

  private static void state(List<Figure> figures, String of, JsonNode score, String figure) {
    if (score.path(figure).isNumber()) {
      figures.add(Figure.stated(of + ": " + figure, score.path(figure).asDouble(), ""));
    }
  }

  private static JsonNode score(Workplace workplace, Path scenes, String name)
      throws IOException, InterruptedException {
    Path folder = scenes.resolve(name);
    Path events = Files.createDirectories(workplace.scratch().resolve(name));
    try (var files = Files.list(folder)) {
      for (Path video : files.filter(file -> file.toString().endsWith(".mp4")).sorted().toList()) {
        String stem = video.getFileName().toString().replace(".mp4", "");
        List<String> lines = new ArrayList<>();
        VideoAnalysis.run(
            video,
            SceneFile.read(folder.resolve(stem + ".json")),
            null,
            event -> lines.add(event.toJsonLine()));
        Files.write(events.resolve(stem + ".jsonl"), lines);
      }
    }
    Path result = workplace.scratch().resolve(name + ".json");
    workplace.run(
        List.of(
            "python3",
            scenes.resolve("score.py").toString(),
            folder.toString(),
            events.toString(),
            "--json",
            result.toString()));
    return new ObjectMapper().readTree(Files.readAllBytes(result));
  }
}
