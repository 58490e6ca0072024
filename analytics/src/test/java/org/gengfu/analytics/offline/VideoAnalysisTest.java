package org.gengfu.analytics.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.testing.Mp4Writer;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.media.Hindrance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoAnalysisTest {
  private static final String SCENE =
      """
      {"zones": [{"id": "z1", "kind": "no-parking", "dwell_s": 20,
        "polygon": [[0.2, 0.2], [0.8, 0.2], [0.8, 0.95], [0.2, 0.95]]}]}
      """;

  @TempDir Path directory;

  @Test
  void vanThatParksAndLeaves() throws IOException {
    Path file = directory.resolve("van.mp4");
    Mp4Writer.write(new RenderedVideo(new StreetFilm(3, 120, 40, 90), 2), file);
    List<AnalyzedEvent> events = new ArrayList<>();
    VideoAnalysis.Summary summary =
        VideoAnalysis.run(file, SceneFile.parse(SCENE), null, events::add);
    assertThat(summary.pictures()).isEqualTo(60);
    assertThat(summary.broken()).isZero();
    assertThat(summary.length()).hasSeconds(120);
    assertThat(events).hasSize(1);
    AnalyzedEvent event = events.get(0);
    assertThat(event.type()).isEqualTo(CaseType.ILLEGAL_PARKING);
    assertThat(event.onsetSeconds()).isBetween(37.0, 43.0);
    assertThat(event.raisedSeconds()).isBetween(58.0, 66.0);
    assertThat(event.clearedSeconds()).isBetween(88.0, 98.0);
    assertThat(summary.unjudged())
        .containsExactly(new UnjudgedSpan(0, 20, Hindrance.LEARNING, null));
  }

  @Test
  void vanThatStaysIsToldAtTheEnd() throws IOException {
    Path file = directory.resolve("van.mp4");
    // Keyframes 40 s apart: pictures between them have to be decoded.
    Mp4Writer.write(new RenderedVideo(new StreetFilm(4, 80, 30, 200), 40), file);
    List<AnalyzedEvent> events = new ArrayList<>();
    VideoAnalysis.Summary summary =
        VideoAnalysis.run(file, SceneFile.parse(SCENE), null, events::add);
    assertThat(summary.pictures()).isEqualTo(40);
    assertThat(events).hasSize(1);
    assertThat(events.get(0).clearedSeconds()).isNull();
  }

  @Test
  void eventIsOneLineInTheFormOfTheScenes() {
    AnalyzedEvent event =
        new AnalyzedEvent(
            CaseType.ILLEGAL_DUMPING, "z1", 12, 20.4004, null, new Box(0.1, 0.25, 1 / 3.0, 0.5));
    assertThat(event.toJsonLine())
        .isEqualTo(
            "{\"type\":\"illegal-dumping\",\"zone\":\"z1\",\"onset_s\":12.0,\"raised_s\":20.4,"
                + "\"cleared_s\":null,\"box\":[0.1,0.25,0.3333,0.5]}");
  }

  /**
   * A real clip, where the shared folder lies beside the project (as in continuous integration).
   */
  @Test
  void realBagOnAPavement() throws IOException {
    Path clip = shared().resolve("scenes/real/pavement-bag.mp4");
    assumeThat(clip).exists();
    List<AnalyzedEvent> events = new ArrayList<>();
    VideoAnalysis.Summary summary =
        VideoAnalysis.run(
            clip, SceneFile.read(clip.resolveSibling("pavement-bag.json")), null, events::add);
    assertThat(summary.broken()).isZero();
    assertThat(summary.pictures()).isEqualTo(20);
    assertThat(events).hasSize(1);
    AnalyzedEvent event = events.get(0);
    assertThat(event.type()).isEqualTo(CaseType.ILLEGAL_DUMPING);
    assertThat(event.raisedSeconds()).isBetween(17.7, 42.7);
    assertThat(event.box().intersectionOverUnion(new Box(0.6264, 0.7667, 0.0778, 0.0958)))
        .isGreaterThan(0.3);
  }

  @Test
  void everySharedSceneFileIsRead() throws IOException {
    Path scenes = shared().resolve("scenes");
    assumeThat(scenes).exists();
    try (var files = Files.walk(scenes)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".json")).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(SceneFile.read(file).zones()).isNotEmpty();
      }
    }
  }

  private static Path shared() {
    String given = System.getProperty("gengfu.shared");
    return given != null
        ? Path.of(given)
        : Path.of(System.getProperty("gengfu.root", "..")).resolveSibling("shared");
  }
}
