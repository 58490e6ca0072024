package org.gengfu.hub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@link RecordingReceiver} from the outside. */
final class RecordingProcess {
  private static final int PATIENCE_SECONDS = 180;
  private static final long END_SECONDS = 60;

  private final Process process;
  private final Path directory;
  private final OutputStream questions;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Map<String, Long> lastFragments = new HashMap<>();

  /**
   * How it is doing.
   *
   * @param units access units by camera
   * @param droppedGroups groups of pictures that found no disk
   * @param bytes written to disk
   * @param meanSync mean time of a sync, in milliseconds
   * @param maxSync greatest time of a sync, in milliseconds
   */
  record Count(
      Map<String, Long> units, long droppedGroups, long bytes, double meanSync, double maxSync) {}

  private RecordingProcess(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    this.questions = process.getOutputStream();
  }

  /**
   * Starts it and waits until the files of the run before are completed.
   *
   * @param urls camera {@code cam-N} is the N-th
   */
  static RecordingProcess start(Workplace workplace, List<String> urls)
      throws IOException, InterruptedException {
    Path file = workplace.scratch().resolve("cameras.txt");
    Files.write(file, urls);
    // The command that starts this program, with another main class.
    List<String> command = new ArrayList<>(workplace.self(List.of(file.toString())));
    command.set(command.indexOf("org.gengfu.hub.Main"), RecordingReceiver.class.getName());
    Path log = workplace.scratch().resolve("recording.log");
    Process child =
        new ProcessBuilder(command)
            .directory(workplace.scratch().toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(child::destroyForcibly));
    RecordingProcess started = new RecordingProcess(child, workplace.scratch());
    Thread reader = new Thread(started::read, "recording-process");
    reader.setDaemon(true);
    reader.start();
    started.awaitCompleted();
    return started;
  }

  private void read() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      // It has ended; who waits for a line is told.
    }
  }

  private String next() throws IOException, InterruptedException {
    String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new IOException(
          "the recording process does not answer:\n"
              + Files.readString(directory.resolve("recording.log")));
    }
    return line;
  }

  private void awaitCompleted() throws IOException, InterruptedException {
    for (String line = next(); !line.equals("completed"); line = next()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("last")) {
        lastFragments.put(words[1], Long.valueOf(words[2]));
      }
    }
  }

  /** Of each camera, the beginning of the last fragment that the runs before left on disk. */
  Map<String, Long> lastFragments() {
    return lastFragments;
  }

  long pid() {
    return process.pid();
  }

  /** What was received up to now, or up to the kill. */
  Witness witness() throws IOException {
    return Witness.read(directory.resolve(RecordingReceiver.WITNESS));
  }

  Path recordings() {
    return directory.resolve(RecordingReceiver.RECORDINGS);
  }

  Count count() throws IOException, InterruptedException {
    questions.write('\n');
    questions.flush();
    Map<String, Long> units = new HashMap<>();
    long dropped = 0;
    long bytes = 0;
    double meanSync = 0;
    double maxSync = 0;
    for (String line = next(); !line.equals("end"); line = next()) {
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "camera" -> units.put(words[1], Long.valueOf(words[2]));
        case "dropped" -> dropped = Long.parseLong(words[1]);
        case "bytes" -> bytes = Long.parseLong(words[1]);
        case "sync" -> {
          meanSync = Double.parseDouble(words[1]);
          maxSync = Double.parseDouble(words[2]);
        }
        default -> {}
      }
    }
    return new Count(units, dropped, bytes, meanSync, maxSync);
  }

  /** Waits until each camera has sent a picture; gives how many had within this time. */
  int awaitReceiving(int cameras, double mostSeconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (mostSeconds * 1e9);
    while (true) {
      Witness witness = witness();
      int receiving = 0;
      for (int n = 0; n < cameras; n++) {
        receiving += witness.received(n).keyframesMillis().get(1) > 0 ? 1 : 0;
      }
      if (receiving == cameras || System.nanoTime() > end) {
        return receiving;
      }
      Thread.sleep(100);
    }
  }

  /** SIGKILL. Its database goes on as an orphan, which the next start ends. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** Lets it end in good order. */
  void end() throws IOException, InterruptedException {
    questions.close();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("the recording process did not end within " + END_SECONDS + " s");
    }
  }
}
