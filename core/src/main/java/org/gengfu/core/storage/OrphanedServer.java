package org.gengfu.core.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL server that stays behind when its hub is killed. */
final class OrphanedServer {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
  private static final Duration STOP_WAIT = Duration.ofSeconds(30);

  private OrphanedServer() {}

  /** Stops the server that still runs on this data directory; does nothing where none does. */
  static void stop(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,9}")) {
      return;
    }
    long pid = Long.parseLong(lines.get(0).strip());
    ProcessHandle process = ProcessHandle.of(pid).orElse(null);
    if (process == null || !runsOn(pid, data)) {
      return; // The server checks for itself that the file is stale.
    }
    LOG.info("stopping the PostgreSQL server {} that still runs on {}", pid, data);
    // SIGINT is a fast shutdown; SIGTERM, which ProcessHandle sends, would wait for its clients.
    interrupt(pid);
    try {
      process.onExit().get(STOP_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | CompletionException | java.util.concurrent.ExecutionException e) {
      throw new IOException("the PostgreSQL server " + pid + " does not stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A process id may have been given to somebody else meanwhile: look at what it runs. */
  private static boolean runsOn(long pid, Path data) throws IOException {
    Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
    return Files.exists(commandLine) && Files.readString(commandLine).contains(data.toString());
  }

  private static void interrupt(long pid) throws IOException {
    try {
      int exit = new ProcessBuilder("kill", "-INT", Long.toString(pid)).start().waitFor();
      if (exit != 0) {
        throw new IOException("the PostgreSQL server " + pid + " can't be stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
