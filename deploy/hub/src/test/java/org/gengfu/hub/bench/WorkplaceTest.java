package org.gengfu.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkplaceTest {
  private static final List<String> FAMILY = List.of("sh", "-c", "sleep 600 & echo $!; wait");

  /** A benchmark that is under way: tells what it has started, and goes on until it is ended. */
  static final class UnderWay {
    private UnderWay() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      try (Workplace workplace = new Workplace(Path.of("."), new Scale(null, null))) {
        Process child = workplace.converse("child.log", FAMILY);
        String grandchild = child.inputReader(StandardCharsets.UTF_8).readLine();
        System.out.println(child.pid() + " " + grandchild);
        System.out.println("under way");
        Thread.sleep(TimeUnit.MINUTES.toMillis(10));
      }
    }
  }

  @Test
  void aBenchmarkThatIsInterruptedTakesItsProcessesWithIt() throws Exception {
    Process benchmark =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                UnderWay.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = benchmark.inputReader(StandardCharsets.UTF_8)) {
      String[] ids = Objects.requireNonNull(lines.readLine()).split(" ", -1);
      assertThat(lines.readLine()).isEqualTo("under way");
      List<ProcessHandle> family =
          List.of(
              ProcessHandle.of(Long.parseLong(ids[0])).orElseThrow(),
              ProcessHandle.of(Long.parseLong(ids[1])).orElseThrow());
      benchmark.destroy();
      for (ProcessHandle one : family) {
        one.onExit().get(60, TimeUnit.SECONDS);
      }
      assertThat(benchmark.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      benchmark.destroyForcibly();
    }
  }
}
