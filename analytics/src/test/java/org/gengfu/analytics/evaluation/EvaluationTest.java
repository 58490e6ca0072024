package org.gengfu.analytics.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gengfu.analytics.offline.UnjudgedSpan;
import org.gengfu.analytics.testing.Mp4Writer;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.media.Hindrance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
  private static final String ZONES =
      """
      "zones": [{"id": "p", "kind": "no-parking", "dwell_s": 20,
                 "polygon": [[0.2, 0.2], [0.8, 0.2], [0.8, 0.95], [0.2, 0.95]]}]
      """;

  @TempDir Path directory;

  @Test
  void scoresAFolderAndShowsWhatWentWrong() throws IOException {
    Path video = directory.resolve("right.mp4");
    Mp4Writer.write(new RenderedVideo(new StreetFilm(1, 60, 20, 70), 2), video);
    Files.copy(video, directory.resolve("wrong.mp4"));
    Files.copy(video, directory.resolve("without-truth.mp4"));
    scene("right", 40, "\"rain\"");
    scene("wrong", 12, "{\"kind\": \"<cloud>\"}, \"wet\", \"wet\"");
    List<String> done = new ArrayList<>();
    Evaluation evaluation = Evaluation.run(directory, null, clip -> done.add(clip.name()));

    assertThat(done).containsExactly("right", "wrong");
    Figures total = evaluation.total();
    assertThat(List.of(total.hits(), total.missed(), total.falseAlarms(), total.duplicates()))
        .containsExactly(1, 1, 1, 0);
    assertThat(evaluation.byType()).containsOnlyKeys("illegal-parking");
    assertThat(evaluation.byDisturbance().keySet())
        .as("the weakest first")
        .containsExactly("<cloud>", "wet", "rain");
    assertThat(evaluation.byDisturbance())
        .hasEntrySatisfying("rain", figures -> assertThat(figures.f1()).isEqualTo(1))
        .hasEntrySatisfying(
            "wet", figures -> assertThat(figures.due()).as("each clip once").isEqualTo(1));
    assertThat(FigureTable.line(evaluation.clips().get(1)))
        .contains(
            "missed illegal-parking at 10 s (can't judge: learning); false illegal-parking at ");
    assertThat(evaluation.saidMisses()).isEqualTo(1);
    assertThat(evaluation.clips().get(0).unjudgedSeconds()).as("learning is left out").isZero();
    assertThat(FigureTable.summary(evaluation))
        .contains("it was said for 0 s that nothing can be judged; 1 of 1 misses fall into that")
        .anyMatch(line -> line.startsWith("disturbance: <cloud>            0    1    1    0 "));

    Path report = directory.resolve("report.html");
    EvaluationReport.write(evaluation, false, report);
    String page = Files.readString(report);
    assertThat(page).contains("missed: illegal-parking in p, due at 12.0 s", "false alarm: ");
    assertThat(page)
        .contains("it was said that it can't be judged: learning", "can't judge: learning");
    assertThat(page.split("data:image/jpeg;base64,/9j/", -1)).as("two pictures").hasSize(3);
    assertThat(page.split("<svg ", -1)).as("two timelines").hasSize(3);
    assertThat(page.indexOf("<td>&lt;cloud&gt;</td>"))
        .as("the weakest first")
        .isPositive()
        .isLessThan(page.indexOf("<td>rain</td>"));
    assertThat(page).as("of a file").doesNotContain("<cloud>").contains("&lt;cloud&gt;");
    assertThat(page).as("needs nothing besides itself").doesNotContain("http", "url(\"", "<script");
  }

  @Test
  void theWeakestHasTheLeastF1ThenAlarmsTwiceThenIsLate() {
    Figures nothingDue = new Figures(0, 0, 0, 0, null, null, null, null);
    Figures falseAlarm = new Figures(0, 0, 1, 0, null, null, null, null);
    Figures missed = new Figures(3, 1, 0, 0, 0.0, 0.0, 0.0, null);
    Figures again = new Figures(1, 0, 0, 1, 0.0, 0.0, 0.0, null);
    Figures late = new Figures(2, 0, 0, 0, 0.5, 3.9, 4.0, null);
    Figures early = new Figures(1, 0, 0, 0, -1.0, -1.0, -1.0, null);
    assertThat(
            Stream.of(nothingDue, early, late, again, missed, falseAlarm)
                .sorted(Figures.WEAKEST_FIRST))
        .containsExactly(falseAlarm, missed, again, late, early, nothingDue);
  }

  @Test
  void aFolderWithoutScenesIsTold() {
    assertThatThrownBy(() -> Evaluation.run(directory, null, clip -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("each a NAME.mp4 with a NAME.json");
  }

  @Test
  void aTruthThatLacksSomethingIsTold() throws IOException {
    Path file = directory.resolve("bad.json");
    Files.writeString(file, "{\"truth\": [{\"type\": \"illegal-parking\", \"zone\": \"p\"}]}");
    assertThatThrownBy(() -> SceneTruth.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("/truth/0/box");
  }

  @Test
  void countsASecondInWhichTwoZonesCanNotBeJudgedOnce() {
    List<UnjudgedSpan> spans =
        List.of(
            new UnjudgedSpan(0, 20, Hindrance.LEARNING, null),
            new UnjudgedSpan(30, 50, Hindrance.RESTLESS, "p"),
            new UnjudgedSpan(40, 60, Hindrance.DARK, "q"),
            new UnjudgedSpan(70, 75, Hindrance.NOISE, null));
    assertThat(Unjudged.seconds(spans)).isEqualTo(35);
    assertThat(Unjudged.at(spans, "q", 35)).isNull();
    assertThat(Unjudged.at(spans, "q", 45)).isEqualTo(Hindrance.DARK);
  }

  private void scene(String name, int due, String disturbance) throws IOException {
    String van =
        """
        {"type": "illegal-parking", "zone": "p", "onset_s": 10, "end_s": null,
         "box": [0.375, 0.39, 0.25, 0.27], "due_s":\s"""
            + due
            + "}";
    Files.writeString(
        directory.resolve(name + ".json"),
        "{"
            + ZONES
            + ", \"truth\": ["
            + van
            + "], \"negatives\": [{\"what\": \"nothing\"}], \"disturbances\": ["
            + disturbance
            + "]}");
  }
}
