package org.gengfu.ingest.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tone, encoded by the machine's FFmpeg. */
public final class Tone {
  private static final int ADTS_HEADER = 7;

  private Tone() {}

  /**
   * AAC access units of 1,024 samples, 16,000 a second, one channel.
   *
   * @param directory for a file in between
   */
  public static List<byte[]> aac(Path directory, int seconds)
      throws IOException, InterruptedException {
    return encode(directory, "sine=frequency=440:sample_rate=16000:duration=" + seconds);
  }

  /** The same of a tone that sounds for the first tenth of every second. */
  public static List<byte[]> bursts(Path directory, int seconds)
      throws IOException, InterruptedException {
    String tone = "sin(2*PI*440*t)*lt(mod(t\\,1)\\,0.1)*0.8";
    return encode(directory, "aevalsrc=exprs=" + tone + ":sample_rate=16000:duration=" + seconds);
  }

  private static List<byte[]> encode(Path directory, String source)
      throws IOException, InterruptedException {
    Path file = directory.resolve("tone.aac");
    String command = "ffmpeg -y -v error -f lavfi -i " + source + " -ac 1 -c:a aac -f adts " + file;
    Process ffmpeg = new ProcessBuilder(command.split(" ", -1)).redirectErrorStream(true).start();
    String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (ffmpeg.waitFor() != 0) {
      throw new IOException(said);
    }
    return frames(Files.readAllBytes(file));
  }

  /** The access units of an ADTS stream (ISO/IEC 13818-7 §6.2), without their headers. */
  private static List<byte[]> frames(byte[] adts) {
    List<byte[]> frames = new ArrayList<>();
    int at = 0;
    while (at + ADTS_HEADER <= adts.length) {
      int length =
          (adts[at + 3] & 3) << 11 | (adts[at + 4] & 0xff) << 3 | (adts[at + 5] & 0xe0) >> 5;
      frames.add(Arrays.copyOfRange(adts, at + ADTS_HEADER, at + length));
      at += length;
    }
    return frames;
  }
}
