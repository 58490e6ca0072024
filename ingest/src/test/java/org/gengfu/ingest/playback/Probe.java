package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What FFmpeg finds in a file.
 *
 * @param errors what it says is wrong
 * @param pictures when each decoded picture is shown, in seconds; those that an edit list hides are
 *     not among them
 * @param packets those hidden among them
 * @param sizes of decoded pictures, such as {@code 64x48}
 * @param duration in seconds
 */
record Probe(
    String errors, List<Double> pictures, int packets, Set<String> sizes, double duration) {

  static Probe of(Path file) throws IOException, InterruptedException {
    String text =
        run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "frame=best_effort_timestamp_time,width,height:format=duration",
            "-of",
            "default",
            file.toString());
    List<Double> pictures = new ArrayList<>();
    Set<String> sizes = new TreeSet<>();
    StringBuilder errors = new StringBuilder();
    double duration = Double.NaN;
    String width = "";
    for (String line : text.split("\n", -1)) {
      int equals = line.indexOf('=');
      String value = line.substring(equals + 1);
      switch (equals < 0 ? "" : line.substring(0, equals)) {
        case "best_effort_timestamp_time" -> pictures.add(Double.valueOf(value));
        case "width" -> width = value;
        case "height" -> sizes.add(width + "x" + value);
        case "duration" -> duration = Double.parseDouble(value);
        default -> {
          if (!line.isBlank() && !line.startsWith("[/") && !line.matches("\\[[A-Z_]+]")) {
            errors.append(line).append('\n');
          }
        }
      }
    }
    String count =
        run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-count_packets",
            "-show_entries",
            "stream=nb_read_packets",
            "-of",
            "csv=p=0",
            file.toString());
    return new Probe(errors.toString(), pictures, Integer.parseInt(count.strip()), sizes, duration);
  }

  static String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "FFmpeg is not here");
      throw e;
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }
}
