package org.gengfu.hub.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.gengfu.analytics.decode.VideoWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gengfu analyze} and {@code gengfu evaluate}, as they are typed. */
class FileCommandsTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final int PICTURES = 50;
  private static final String SCENE =
      """
      {"zones": [{"id": "p", "kind": "no-parking", "dwell_s": 20,
                  "polygon": [[0.2, 0.2], [0.8, 0.2], [0.8, 0.95], [0.2, 0.95]]}],
       "truth": [{"type": "illegal-parking", "zone": "p", "onset_s": 40.0, "due_s": 60.0,
                  "end_s": 80.0, "box": [0.375, 0.39, 0.25, 0.27]}], "disturbances": []}
      """;

  @TempDir Path directory;
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @BeforeEach
  void film() throws IOException {
    try (VideoWriter writer = VideoWriter.open(directory.resolve("van.mp4"), WIDTH, HEIGHT)) {
      for (int picture = 0; picture < PICTURES; picture++) {
        writer.write(street(picture), picture * 2_000_000_000L);
      }
    }
    Files.writeString(directory.resolve("van.json"), SCENE);
    System.setOut(new PrintStream(printed, true, UTF_8));
    System.setErr(new PrintStream(complained, true, UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
  }

  /** Stones, and from second 40 to 80 a striped van. */
  private static byte[] street(int picture) {
    int[] shades = new Random(1).ints(WIDTH / 5 * (HEIGHT / 5L), 70, 150).toArray();
    Random noise = new Random(picture);
    byte[] bgr = new byte[WIDTH * HEIGHT * 3];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        boolean van = picture >= 20 && picture < 40 && x >= 120 && x < 200 && y >= 70 && y < 118;
        int stripe = (x / 8 + y / 8) % 2 == 0 ? 225 : 175;
        int grey = (van ? stripe : shades[y / 5 * (WIDTH / 5) + x / 5]) + noise.nextInt(3);
        int at = (y * WIDTH + x) * 3;
        bgr[at] = (byte) grey;
        bgr[at + 1] = (byte) grey;
        bgr[at + 2] = (byte) grey;
      }
    }
    return bgr;
  }

  private int run(String... words) {
    return GengfuCommand.execute(words);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  void analyzePrintsTheEventsAndDrawsWhy() throws IOException {
    int code =
        run("analyze", file("van.mp4"), "--scene", file("van.json"), "--trace", file("trace.mp4"));
    assertThat(code).as(complained.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8).lines().filter(line -> line.startsWith("{")))
        .singleElement()
        .asString()
        .startsWith("{\"type\":\"illegal-parking\",\"zone\":\"p\",");
    assertThat(complained.toString(UTF_8)).contains("learning");
    assertThat(Files.size(directory.resolve("trace.mp4"))).isGreaterThan(20_000);
  }

  @Test
  void evaluateScoresTheFolderAndWritesThePage() throws IOException {
    int code = run("evaluate", directory.toString(), "--report", file("report.html"));
    assertThat(code).as(complained.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8)).contains("van", "1.00");
    assertThat(Files.readString(directory.resolve("report.html"))).contains("<svg ", "van");
  }

  @Test
  void aModelThatCannotBeUsedIsToldInOneLine() {
    String model = file("van.json");
    assertThat(run("analyze", file("van.mp4"), "--scene", file("van.json"), "--model", model))
        .isEqualTo(1);
    assertThat(run("evaluate", directory.toString(), "--model", model)).isEqualTo(1);
    assertThat(printed.toString(UTF_8)).doesNotContain("TOTAL", "illegal-parking");
    assertThat(complained.toString(UTF_8)).doesNotContain("\tat ");
    assertThat(complained.toString(UTF_8).lines().filter(line -> line.startsWith("gengfu: ")))
        .hasSize(2)
        .allMatch(line -> line.contains("van.json"));
  }

  @Test
  void aModelIsAskedAndThePageSaysSo() throws IOException {
    Path model =
        Path.of(System.getProperty("gengfu.root", ".."))
            .resolve("../shared/models/yolox_nano.onnx")
            .normalize();
    assumeThat(model).exists();
    int code =
        run(
            "evaluate",
            directory.toString(),
            "--model",
            model.toString(),
            "--report",
            file("report.html"));
    assertThat(code).as(complained.toString(UTF_8)).isZero();
    assertThat(printed.toString(UTF_8)).contains("1.00");
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains("scenes, with a detector");
  }
}
