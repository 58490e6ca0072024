package org.gengfu.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gengfu.core.cases.Observation;

/**
 * What analytics has told and is not yet in the database: one file an observation, numbered in the
 * order of arrival. A file goes only once its case is committed.
 */
final class ObservationJournal {
  private static final String SUFFIX = ".json";
  private static final String FILE_NAME = "[0-9]{16}\\.json";
  private final Path directory;
  private final Path rejected;
  private final AlertsConfig.Journal bounds;

  /** Sizes in bytes by number; guarded by this. */
  private final TreeMap<Long, Long> waiting = new TreeMap<>();

  private long waitingBytes;
  private long lastNumber;

  /**
   * Opens the journal with what an earlier run has left in it. What that run has put aside is tried
   * once more: the reason may be gone.
   */
  ObservationJournal(Path directory, AlertsConfig.Journal bounds) throws IOException {
    this.directory = directory;
    this.rejected = directory.resolve("rejected");
    this.bounds = bounds;
    DurableFiles.createDirectories(rejected);
    for (Path file : list(rejected)) {
      Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
    for (Path file : list(directory)) {
      load(file);
    }
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private void load(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.matches(FILE_NAME)) {
      long size = Files.size(file);
      waiting.put(number(name), size);
      waitingBytes += size;
      lastNumber = Math.max(lastNumber, number(name));
    } else if (name.endsWith(".new")) {
      Files.delete(file); // Cut off in the middle of a write: never acknowledged.
    }
  }

  private static long number(String name) {
    return Long.parseLong(name.substring(0, name.length() - SUFFIX.length()));
  }

  /**
   * Adds an observation; it is on disk when this returns.
   *
   * @throws UncheckedIOException when the journal is full or the disk refuses
   */
  synchronized void append(Observation observation) {
    byte[] json = ObservationJson.write(observation);
    if (waiting.size() >= bounds.mostObservations()
        || waitingBytes + json.length > bounds.mostBytes()) {
      throw new UncheckedIOException(
          new IOException(
              "the journal is full: "
                  + waiting.size()
                  + " observations with "
                  + waitingBytes
                  + " bytes wait for the database"));
    }
    try {
      long number = lastNumber + 1;
      DurableFiles.write(file(number), json);
      lastNumber = number;
      waiting.put(number, (long) json.length);
      waitingBytes += json.length;
      notifyAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of the oldest observation; waits for one. */
  synchronized long awaitFirst() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return waiting.firstKey();
  }

  Observation read(long number) throws IOException {
    return ObservationJson.read(Files.readAllBytes(file(number)));
  }

  /** Its case is committed. */
  synchronized void remove(long number) throws IOException {
    Files.deleteIfExists(file(number));
    forget(number);
  }

  /** It can never become a case: put aside for a person to look at. */
  synchronized void reject(long number) throws IOException {
    Path file = file(number);
    Files.move(file, rejected.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    forget(number);
  }

  private void forget(long number) {
    Long size = waiting.remove(number);
    waitingBytes -= size == null ? 0 : size;
  }

  synchronized int size() {
    return waiting.size();
  }

  private Path file(long number) {
    return directory.resolve(String.format(java.util.Locale.ROOT, "%016d%s", number, SUFFIX));
  }
}
