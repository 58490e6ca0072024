package org.gengfu.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.evaluation.SceneTruth.Truth;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneScoreTest {
  private static final Box PLACE = new Box(0.4, 0.4, 0.2, 0.2);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void eachEventIsOfOneKind() {
    List<Truth> truths =
        List.of(truth("illegal-parking", 10, 70, 200.0), truth("illegal-dumping", 50, 80, null));
    SceneScore score =
        SceneScore.of(
            truths,
            List.of(
                event(CaseType.ILLEGAL_PARKING, 60, 90.0, PLACE), // too early by 5 s
                event(CaseType.ILLEGAL_PARKING, 71, 203.0, PLACE),
                event(CaseType.ILLEGAL_PARKING, 90, null, PLACE),
                event(CaseType.ILLEGAL_PARKING, 72, null, new Box(0, 0, 0.1, 0.1))));
    assertThat(score.hits()).singleElement().satisfies(hit -> assertThat(hit.delay()).isEqualTo(1));
    assertThat(score.missed()).extracting(Truth::type).containsExactly("illegal-dumping");
    // The early one concerns a truth that is told by another: a duplicate, as the other is.
    assertThat(score.duplicates()).hasSize(2);
    assertThat(score.falseAlarms()).hasSize(1);
    Figures figures = Figures.of(List.of(score));
    assertThat(figures.precision()).isEqualTo(0.5);
    assertThat(figures.recall()).isEqualTo(0.5);
    assertThat(figures.f1()).isEqualTo(0.5);
    assertThat(figures.clearError()).isEqualTo(3);
    assertThat(figures.delayMost()).isEqualTo(1);
  }

  @Test
  void asManyTruthsAsPossibleGetTheirEvent() {
    // The first event fits both, the second only the first truth.
    List<Truth> truths =
        List.of(truth("illegal-dumping", 0, 30, null), truth("illegal-dumping", 0, 45, null));
    SceneScore score =
        SceneScore.of(
            truths,
            List.of(
                event(CaseType.ILLEGAL_DUMPING, 40, null, PLACE),
                event(CaseType.ILLEGAL_DUMPING, 41, null, PLACE)));
    assertThat(score.hits()).hasSize(2);
  }

  @Test
  void nothingToFindAndNothingFoundHasNoRatio() {
    Figures figures = Figures.of(List.of(SceneScore.of(List.of(), List.of())));
    assertThat(figures.f1()).isNull();
    assertThat(figures.delayMedian()).isNull();
    assertThat(figures.delayMost()).isNull();
  }

  /** The figures are those of the script that others judge by, on hundreds of random scenes. */
  @Test
  void figuresAreThoseOfTheScript() throws Exception {
    Path root = Path.of(System.getProperty("gengfu.root", ".."));
    Path script = root.resolve("../shared/scenes/score.py").normalize();
    assumeThat(script).exists();
    assumeThat(python()).isTrue();
    Path scenes = Files.createDirectories(directory.resolve("scenes"));
    Path events = Files.createDirectories(directory.resolve("events"));
    List<SceneScore> scores = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      scores.add(random(new Random(i), scenes, events, "n" + i));
    }
    Path result = directory.resolve("result.json");
    Process run =
        new ProcessBuilder(
                "python3",
                script.toString(),
                scenes.toString(),
                events.toString(),
                "--json",
                result.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    assertThat(run.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(Files.readString(directory.resolve("log"))).isZero();
    JsonNode theirs = JSON.readTree(Files.readAllBytes(result));
    compare(Figures.of(scores), theirs.get("total"));
    for (int i = 0; i < scores.size(); i++) {
      compare(Figures.of(List.of(scores.get(i))), theirs.get("clips").get("n" + i));
    }
  }

  private static boolean python() throws IOException, InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private static void compare(Figures ours, JsonNode theirs) {
    assertThat(List.of(ours.hits(), ours.missed(), ours.falseAlarms(), ours.duplicates()))
        .containsExactly(
            theirs.get("tp").intValue(),
            theirs.get("fn").intValue(),
            theirs.get("fp").intValue(),
            theirs.get("duplicates").intValue());
    compare(ours.precision(), theirs.get("precision"));
    compare(ours.recall(), theirs.get("recall"));
    compare(ours.f1(), theirs.get("f1"));
    compare(ours.delayMedian(), theirs.get("delay_median_s"));
    compare(ours.delay95(), theirs.get("delay_p95_s"));
    compare(ours.clearError(), theirs.get("clear_error_median_s"));
  }

  private static void compare(@Nullable Double ours, JsonNode theirs) {
    if (theirs.isNull()) {
      assertThat(ours).isNull();
    } else {
      assertThat(ours)
          .isCloseTo(theirs.doubleValue(), org.assertj.core.api.Assertions.within(1e-9));
    }
  }

  private static SceneScore random(Random random, Path scenes, Path events, String name)
      throws IOException {
    List<Truth> truths = new ArrayList<>();
    ArrayNode list = JSON.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      double onset = random.nextInt(60);
      Double end = random.nextBoolean() ? null : onset + 30 + random.nextInt(120);
      Truth truth = new Truth(type(random).code(), "z", onset, onset + 30, end, box(random));
      truths.add(truth);
      list.add(json(truth));
    }
    ObjectNode scene = JSON.createObjectNode();
    scene.set("truth", list);
    JSON.writeValue(scenes.resolve(name + ".json").toFile(), scene);
    List<AnalyzedEvent> found = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      double raised = 20 + random.nextInt(90);
      AnalyzedEvent event =
          new AnalyzedEvent(
              type(random),
              "z",
              raised - 20,
              raised,
              random.nextBoolean() ? null : raised + random.nextInt(50),
              box(random));
      found.add(event);
      lines.add(event.toJsonLine());
    }
    Files.write(events.resolve(name + ".jsonl"), lines);
    return SceneScore.of(truths, found);
  }

  private static ObjectNode json(Truth truth) {
    ObjectNode node = JSON.createObjectNode();
    node.put("type", truth.type()).put("zone", truth.zone());
    node.put("onset_s", truth.onset()).put("due_s", truth.due()).put("end_s", truth.end());
    Box box = truth.box();
    node.putArray("box").add(box.x()).add(box.y()).add(box.width()).add(box.height());
    return node;
  }

  private static CaseType type(Random random) {
    return random.nextBoolean() ? CaseType.ILLEGAL_PARKING : CaseType.ILLEGAL_DUMPING;
  }

  /** On a grid of quarters, so that many overlap and none of it is lost in writing. */
  private static Box box(Random random) {
    return new Box(random.nextInt(3) * 0.25, random.nextInt(2) * 0.25, 0.25, 0.5);
  }

  private static Truth truth(String type, double onset, double due, @Nullable Double end) {
    return new Truth(type, "z", onset, due, end, PLACE);
  }

  private static AnalyzedEvent event(
      CaseType type, double raised, @Nullable Double cleared, Box box) {
    return new AnalyzedEvent(type, "z", raised - 30, raised, cleared, box);
  }
}
