package org.gengfu.hub.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Where a benchmark works: a scratch directory, the scenes and tools beside the project if they are
 * there, and child processes that end with it.
 */
final class Workplace implements AutoCloseable {
  private static final long CLOSE_SECONDS = 20;

  private final Path scratch;
  private final Path root;
  private final Scale scale;
  private final List<Process> children = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::endChildren, "end-children");

  Workplace(Path root, Scale scale) throws IOException {
    this.root = root;
    this.scale = scale;
    this.scratch = Files.createTempDirectory("gengfu-bench");
    // Who interrupts a benchmark wants its hub, broker and database gone as well.
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** How far this run departs from the standard one. */
  Scale scale() {
    return scale;
  }

  /** A port of the loopback interface that nobody listens on now. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
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

  /** Starts a process that is talked to; what it writes to its standard error goes to the file. */
  Process converse(String logName, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(scratch.toFile())
            .redirectError(scratch.resolve(logName).toFile())
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
    return java("org.gengfu.hub.Main", arguments);
  }

  /** The command that starts a class of this program, with this process's own Java options. */
  List<String> java(String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
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

  /** Ends the children and what they have started: in good order, or else by force. */
  private void endChildren() {
    List<ProcessHandle> family = new ArrayList<>();
    for (Process child : children) {
      child.descendants().forEach(family::add);
      family.add(child.toHandle());
      child.destroy();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
    for (Process child : children) {
      try {
        if (!child.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }

  @Override
  public void close() throws IOException {
    endChildren();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The hook is running: the scratch directory may still be in use.
    }
    try (var files = Files.walk(scratch)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
