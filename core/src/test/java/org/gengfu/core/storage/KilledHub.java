package org.gengfu.core.storage;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.gengfu.core.village.Worker;

/** A process of its own that writes to its database and is then killed with SIGKILL. */
final class KilledHub {
  private static final String READY = "ready to be killed";

  private KilledHub() {}

  /** Runs it on this directory and kills it once its write is committed. */
  static void runOn(Path directory) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledHub.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); !READY.equals(line); line = lines.readLine()) {
        if (line == null) {
          throw new IllegalStateException("it ended by itself: " + output);
        }
        output.append(line).append('\n');
      }
      process.destroyForcibly().waitFor();
    }
  }

  /** What runs in that process. */
  public static void main(String[] arguments) throws InterruptedException {
    Database database =
        new Database(
            TestServer.ownServer(Path.of(arguments[0])),
            new SimpleMeterRegistry(),
            InstantSource.system());
    database.start();
    database.registry().create(new Worker("li", "李四", null, "zh-CN"), "admin");
    System.out.println(READY);
    Thread.currentThread().join();
  }
}
