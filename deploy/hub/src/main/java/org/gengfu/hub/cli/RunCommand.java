package org.gengfu.hub.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.gengfu.hub.FirstLogin;
import org.gengfu.hub.Hub;
import org.gengfu.hub.Seed;
import org.gengfu.hub.config.HubConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gengfu run}: the hub, with the village's own cameras. */
@Command(name = "run", description = "Runs the hub by a configuration file.")
final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML file; docs/reference/config.md lists the settings")
  private Path file = Path.of("gengfu.yaml");

  @Override
  public Integer call() throws InterruptedException {
    HubConfig config = HubConfig.read(file, System::getenv);
    Hub hub =
        new Hub(
            config,
            InstantSource.system(),
            database -> {
              FirstLogin.create(database.accounts(), config.dataDir())
                  .ifPresent(password -> tell(config, password));
              Path seed = config.seed();
              if (seed != null) {
                Seed.plant(Seed.read(seed), database.registry());
              }
            });
    Startup.of(hub);
    System.out.println(
        "Gengfu listens on http://"
            + hub.http()
            + ", metrics and health on http://"
            + hub.management());
    Shutdown.await(hub);
    return 0;
  }

  private static void tell(HubConfig config, String password) {
    System.out.println(
        "First start: log in as admin with the password "
            + password
            + " and change it. It also stands in "
            + config.dataDir().resolve(FirstLogin.FILE));
  }
}
