package org.gengfu.hub.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gengfu.hub.bench.Benchmarks;
import org.gengfu.hub.bench.Scale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gengfu bench}: one measurement by name. */
@Command(name = "bench", description = "Measures; 'bench list' tells what.")
final class BenchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "name of a benchmark, or list")
  private String name = "list";

  @Option(
      names = "--cameras",
      paramLabel = "N",
      description = "another number of cameras, for a trial")
  private @Nullable Integer cameras;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "another length of what is measured, for a trial")
  private @Nullable Integer seconds;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (name.equals("list")) {
      Benchmarks.list(System.out);
      return 0;
    }
    Path root = Path.of(System.getProperty("gengfu.root", ".")).toAbsolutePath().normalize();
    return Benchmarks.run(name, root, new Scale(cameras, seconds), System.out, System.err);
  }
}
