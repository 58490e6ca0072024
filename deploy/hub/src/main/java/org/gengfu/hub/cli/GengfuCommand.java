package org.gengfu.hub.cli;

import java.util.concurrent.Callable;
import org.gengfu.hub.Version;
import org.gengfu.hub.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. */
@Command(
    name = "gengfu",
    description = "The night watchman of a digital village.",
    mixinStandardHelpOptions = true,
    versionProvider = GengfuCommand.VersionProvider.class,
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      SimulateCommand.class,
      AnalyzeCommand.class,
      EvaluateCommand.class,
      RecordingsCommand.class,
      BenchCommand.class,
      GengfuCommand.VersionCommand.class
    })
public final class GengfuCommand {
  private GengfuCommand() {}

  /** Runs the command line; returns the process's exit code. */
  public static int execute(String[] arguments) {
    CommandLine line = new CommandLine(new GengfuCommand());
    line.setExecutionExceptionHandler(
        (exception, command, parsed) -> {
          // What the user can mend is told in words; anything else is a defect and shows its trace.
          if (exception instanceof UsageException || exception instanceof ConfigException) {
            command.getErr().println("gengfu: " + exception.getMessage());
          } else {
            exception.printStackTrace(command.getErr());
          }
          return 1;
        });
    return line.execute(arguments);
  }

  /** Something that the user can mend; the message says what and how. */
  static final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(@Nullable String message, Throwable cause) {
      super(message, cause);
    }
  }

  static final class VersionProvider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"gengfu " + Version.current()};
    }
  }

  @Command(name = "version", description = "Prints the version.")
  static final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
      System.out.println(
          "gengfu "
              + Version.current()
              + ", Java "
              + Runtime.version().feature()
              + " on "
              + System.getProperty("os.arch"));
      return 0;
    }
  }
}
