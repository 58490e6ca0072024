package org.gengfu.hub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.media.CameraState;
import org.jspecify.annotations.Nullable;

/** {@link Receiver} from the outside. */
final class ReceiverProcess {
  private static final int REPORT_SECONDS = 20;

  private final Process process;
  private final OutputStream questions;
  private final LinkedBlockingQueue<String> reports = new LinkedBlockingQueue<>();
  private final Map<String, Standing> standings = new ConcurrentHashMap<>();

  /**
   * A camera's state.
   *
   * @param sinceNanos by this process's {@link System#nanoTime()}, when it was heard of
   */
  record Standing(CameraState state, long sinceNanos) {}

  /**
   * What a camera has received.
   *
   * @param units access units
   * @param missing access units that the presentation time tells to be missing between them
   * @param lost RTP packets
   */
  record Count(CameraState state, long units, long missing, long lost) {}

  private ReceiverProcess(Process process) {
    this.process = process;
    this.questions = process.getOutputStream();
  }

  /** Starts it for these addresses; camera {@code cam-N} is the N-th. */
  static ReceiverProcess start(Workplace workplace, List<String> urls) throws IOException {
    Path file = workplace.scratch().resolve("cameras.txt");
    Files.write(file, urls);
    ReceiverProcess started =
        new ReceiverProcess(
            workplace.converse(
                "receiver.log",
                workplace.java(Receiver.class.getName(), List.of(file.toString()))));
    Thread reader = new Thread(started::read, "receiver");
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("state")) {
          standings.put(words[2], new Standing(CameraState.valueOf(words[3]), System.nanoTime()));
        } else {
          reports.add(line);
        }
        line = lines.readLine();
      }
    } catch (IOException e) {
      // It has ended; who waits for a report is told.
    }
  }

  long pid() {
    return process.pid();
  }

  @Nullable Standing standing(String cameraId) {
    return standings.get(cameraId);
  }

  long streaming() {
    return standings.values().stream().filter(one -> one.state() == CameraState.STREAMING).count();
  }

  /** Waits until so many stream; gives the seconds that it took, or that it was waited for. */
  double awaitStreaming(int cameras, double mostSeconds) throws InterruptedException {
    long start = System.nanoTime();
    double seconds = 0;
    while (streaming() < cameras && seconds < mostSeconds) {
      Thread.sleep(20);
      seconds = (System.nanoTime() - start) / 1e9;
    }
    return seconds;
  }

  /** What each camera has received so far. */
  Map<String, Count> counts() throws IOException, InterruptedException {
    questions.write('\n');
    questions.flush();
    Map<String, Count> counts = new HashMap<>();
    while (true) {
      String line = reports.poll(REPORT_SECONDS, TimeUnit.SECONDS);
      if (line == null) {
        throw new IOException("the receiving process does not answer");
      }
      String[] words = line.split(" ", -1);
      if (words[0].equals("end")) {
        return counts;
      }
      if (words[0].equals("camera")) {
        counts.put(
            words[1],
            new Count(
                CameraState.valueOf(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                Long.parseLong(words[5])));
      }
    }
  }
}
