package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What FFmpeg hears in a file.
 *
 * @param errors what it says while it decodes all of it; empty where all is well
 * @param pictureSeconds how long the pictures' track lasts
 * @param soundSeconds how long the sound's track lasts
 * @param bursts when a tone begins, in seconds, by the samples that were played till then
 * @param heardSeconds samples decoded
 */
record HeardFile(
    String errors,
    double pictureSeconds,
    double soundSeconds,
    List<Double> bursts,
    double heardSeconds) {
  private static final int RATE = 16_000;
  private static final int LOUD = 2_000;

  static HeardFile of(Path file) throws IOException, InterruptedException {
    String errors = Probe.run("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "null", "-");
    Path samples = file.resolveSibling(file.getFileName() + ".pcm");
    String said =
        Probe.run(
            "ffmpeg",
            "-y",
            "-v",
            "error",
            "-i",
            file.toString(),
            "-map",
            "0:a",
            "-ac",
            "1",
            "-ar",
            String.valueOf(RATE),
            "-f",
            "s16le",
            samples.toString());
    assertThat(said).isEmpty();
    ByteBuffer pcm = ByteBuffer.wrap(Files.readAllBytes(samples)).order(ByteOrder.LITTLE_ENDIAN);
    return new HeardFile(
        errors.strip(),
        seconds(file, "v"),
        seconds(file, "a"),
        bursts(pcm),
        pcm.capacity() / 2.0 / RATE);
  }

  /** Tracks of sound in a file. */
  static int tracks(Path file) throws IOException, InterruptedException {
    String said =
        Probe.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "a",
            "-show_entries",
            "stream=index",
            "-of",
            "csv=p=0",
            file.toString());
    return (int) said.lines().filter(line -> !line.isBlank()).count();
  }

  private static double seconds(Path file, String track) throws IOException, InterruptedException {
    String said =
        Probe.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            track,
            "-show_entries",
            "stream=duration",
            "-of",
            "csv=p=0",
            file.toString());
    return said.strip().equals("N/A") ? Double.NaN : Double.parseDouble(said.strip());
  }

  private static List<Double> bursts(ByteBuffer pcm) {
    List<Double> found = new ArrayList<>();
    int quiet = RATE;
    for (int i = 0; i < pcm.capacity() / 2; i++) {
      if (Math.abs(pcm.getShort(2 * i)) < LOUD) {
        quiet++;
      } else {
        if (quiet > RATE / 4) {
          found.add((double) i / RATE);
        }
        quiet = 0;
      }
    }
    return found;
  }
}
