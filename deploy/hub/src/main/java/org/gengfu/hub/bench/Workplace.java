package org.gengfu.hub.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where a benchmark works: a scratch directory, the scenes and tools beside the project if they are
 * there, and child processes that end with it.
 */
final class Workplace implements AutoCloseable {
  private final Path scratch;
  private final Path root;
  private final List<Process> children = new ArrayList<>();

  Workplace(Path root) throws IOException {
    this.root = root;
    this.scratch = Files.createTempDirectory("gengfu-bench");
  }

  Path scratch() {
    return scratch;
  }

  /** The folder {@code shared} beside the project, where it is there. */
  Optional<Path> shared() {
    Path shared = root.resolveSibling("shared");
    return Files.isDirectory(shared) ? Optional.of(shared) : Optional.empty();
  }

  /**
   * Starts a process whose output goes to a file in the scratch directory; it is ended with this
   * workplace.
   */
  Process start(String logName, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve(logName).toFile())
            .start();
    children.add(process);
    return process;
  }

  /**
   * Runs a process to its end and gives what it printed.
   *
   * @throws IOException when it exits with anything but 0; the message holds its output
   */
  String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " exited with " + code + ":\n" + output);
    }
    return output;
  }

  /** The command that starts this very program with other arguments. */
  List<String> self(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.gengfu.hub.Main"));
    command.addAll(arguments);
    return command;
  }

  /** Whether a program is on the PATH. */
  static boolean installed(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    for (Process child : children) {
      child.destroy();
    }
    for (Process child : children) {
      try {
        if (!child.waitFor(20, TimeUnit.SECONDS)) {
          child.destroyForcibly();
        }
      } catch (InterruptedException e) {
        child.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    try (var files = Files.walk(scratch)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
