package org.gengfu.hub.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.gengfu.hub.Demo;
import org.gengfu.hub.config.HubConfig.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gengfu demo}: a whole village, simulated. */
@Command(
    name = "demo",
    description = "Runs a whole simulated village: cameras, sensors, database and broker.")
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "where the demo keeps its data (default: ${DEFAULT-VALUE})",
      defaultValue = "gengfu-data/demo")
  private Path data = Path.of("gengfu-data/demo");

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "port of the pages and the API (default: ${DEFAULT-VALUE})",
      defaultValue = "8080")
  private int port;

  @Option(
      names = "--management-port",
      paramLabel = "P",
      description = "port of metrics and health (default: ${DEFAULT-VALUE})",
      defaultValue = "9090")
  private int managementPort;

  @Option(
      names = "--rtsp-port",
      paramLabel = "P",
      description = "port of the simulated cameras (default: ${DEFAULT-VALUE})",
      defaultValue = "8554")
  private int rtspPort;

  @Override
  public Integer call() throws InterruptedException {
    Demo demo =
        new Demo(
            data.toAbsolutePath().normalize(),
            new Address("127.0.0.1", port),
            new Address("127.0.0.1", managementPort),
            rtspPort,
            InstantSource.system());
    Startup.of(demo);
    System.out.println(demo.welcome());
    Shutdown.await(demo);
    return 0;
  }
}
