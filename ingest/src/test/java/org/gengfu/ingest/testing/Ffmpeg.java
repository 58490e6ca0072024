package org.gengfu.ingest.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's ffmpeg, which makes the tests' streams and judges what came of them. */
public final class Ffmpeg {
  private Ffmpeg() {}

  public static boolean installed() {
    try {
      return run("ffmpeg", "-version").get(0).startsWith("ffmpeg");
    } catch (IOException e) {
      return false;
    }
  }

  /** Makes a file of a moving test picture. */
  public static Path testPicture(Path file, int seconds, int rate, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=320x240:rate=" + rate,
                "-t",
                String.valueOf(seconds)));
    command.addAll(List.of(options));
    command.add(file.toString());
    List<String> said = run(command.toArray(String[]::new));
    if (!said.isEmpty()) {
      throw new IOException(String.join("\n", said));
    }
    return file;
  }

  /**
   * Makes a file of a moving test picture, as cameras encode it, with a tone of 8,000 samples/s.
   */
  public static Path withTone(Path file, int seconds, int rate, String codec, int channels)
      throws IOException {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=8000"));
    options.addAll(List.of("-map", "0:v", "-map", "1:a", "-t", String.valueOf(seconds)));
    options.addAll(List.of(cameraLike(rate, "-c:a", codec, "-ac", String.valueOf(channels))));
    return testPicture(file, seconds, rate, options.toArray(String[]::new));
  }

  /** As cameras encode: no B-pictures, a keyframe a second. */
  public static String[] cameraLike(int rate, String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-tune",
                "zerolatency",
                "-pix_fmt",
                "yuv420p",
                "-g",
                String.valueOf(rate)));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  /** What decoding a file complains of. */
  public static List<String> complaints(Path file) throws IOException {
    return run("ffmpeg", "-v", "warning", "-xerror", "-i", file.toString(), "-f", "null", "-");
  }

  /** Runs a command to its end and gives what it printed. */
  public static List<String> run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] out = process.getInputStream().readAllBytes();
    return new String(out, StandardCharsets.UTF_8).lines().toList();
  }
}
