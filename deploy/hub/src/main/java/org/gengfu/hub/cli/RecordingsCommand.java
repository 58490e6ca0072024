package org.gengfu.hub.cli;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gengfu.core.storage.StoreException;
import org.gengfu.hub.RecordingsCheck;
import org.gengfu.hub.cli.GengfuCommand.UsageException;
import org.gengfu.hub.config.HubConfig;
import org.gengfu.ingest.recording.Verification.Depth;
import org.gengfu.ingest.recording.Verification.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gengfu recordings}: work on what is recorded. */
@Command(
    name = "recordings",
    description = "Checks and repairs what is recorded.",
    subcommands = {RecordingsCommand.Verify.class, RecordingsCommand.Forget.class})
final class RecordingsCommand {
  private static final int DISAGREEING = 1;

  private RecordingsCommand() {}

  private static RecordingsCheck check(Path config) {
    return new RecordingsCheck(HubConfig.read(config, System::getenv), InstantSource.system());
  }

  /** With a running hub the embedded database is locked: that is told in one line. */
  private static <T> T telling(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalStateException | UncheckedIOException | StoreException e) {
      throw new UsageException("can't open the index: " + e.getMessage(), e);
    }
  }

  @Command(
      name = "verify",
      description = {
        "Compares the index of the recordings with what is on the disks.",
        "Stop the hub first where its database is the embedded one. Exit code 0: they agree, or do"
            + " now; 1: they don't."
      })
  static final class Verify implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the hub's")
    private Path config = Path.of("gengfu.yaml");

    @Option(names = "--repair", description = "make them agree by what the files say")
    private boolean repair;

    @Option(
        names = "--depth",
        paramLabel = "DEPTH",
        defaultValue = "structure",
        description =
            "sizes: lengths alone; structure: every fragment; pictures: read everything (default:"
                + " ${DEFAULT-VALUE})")
    private String depth = "structure";

    @Override
    public Integer call() {
      Depth level;
      try {
        level = Depth.valueOf(depth.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new UsageException("--depth must be sizes, structure or pictures", e);
      }
      RecordingsCheck check = check(config);
      Summary summary = telling(() -> check.verify(level, repair, System.out::println));
      System.out.println(line(summary));
      return summary.agree() ? 0 : DISAGREEING;
    }

    private String line(Summary summary) {
      String text =
          summary.files()
              + " recordings looked at, "
              + summary.found()
              + " disagree with the index, "
              + summary.mended()
              + " mended";
      if (summary.leftAlone() > 0) {
        text += ", " + summary.leftAlone() + " left alone as a hub may be writing them";
      }
      if (summary.disksMissing() > 0) {
        text += ", " + summary.disksMissing() + " disks not there";
      }
      return repair || summary.found() == 0 ? text : text + "; mend them with --repair";
    }
  }

  @Command(
      name = "forget",
      description = {
        "Forgets a disk that is gone for ever, with all that the index has on it.",
        "The next start of the hub then takes the directory for a new, empty disk."
      })
  static final class Forget implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the hub's")
    private Path config = Path.of("gengfu.yaml");

    @Parameters(paramLabel = "DIRECTORY", description = "where the disk was mounted")
    private Path directory = Path.of("");

    @Override
    public Integer call() {
      RecordingsCheck check = check(config);
      Optional<Integer> segments = telling(() -> check.forget(directory, "command line"));
      System.out.println(
          segments
              .map(count -> "forgotten, with " + count + " recordings that were on it")
              .orElse("no disk was ever used at " + directory));
      return segments.isPresent() ? 0 : DISAGREEING;
    }
  }
}
