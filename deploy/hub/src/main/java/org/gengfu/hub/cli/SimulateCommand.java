package org.gengfu.hub.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.gengfu.core.village.Camera;
import org.gengfu.simulator.SimulatedVillage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gengfu simulate}: the simulated cameras and sensors without a hub. */
@Command(name = "simulate", description = "Runs the simulated cameras and sensors alone.")
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--rtsp-port",
      paramLabel = "P",
      defaultValue = "8554",
      description = "default: ${DEFAULT-VALUE}")
  private int rtspPort;

  @Option(
      names = "--mqtt-port",
      paramLabel = "P",
      defaultValue = "1883",
      description = "default: ${DEFAULT-VALUE}")
  private int mqttPort;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      defaultValue = "gengfu-data/simulator",
      description = "where rendered scenes are kept (default: ${DEFAULT-VALUE})")
  private Path cache = Path.of("gengfu-data/simulator");

  @Option(names = "--open", description = "let no camera ask for a password")
  private boolean open;

  @Override
  public Integer call() throws InterruptedException {
    SimulatedVillage village = new SimulatedVillage(cache.toAbsolutePath(), rtspPort, mqttPort);
    Startup.of(village);
    if (open) {
      village.configuration(village.rtspPort()).stream()
          .filter(Camera.class::isInstance)
          .forEach(camera -> village.cameraServer().camera(camera.id()).credentials(null));
    }
    System.out.println(
        "Cameras at rtsp://127.0.0.1:"
            + village.rtspPort()
            + "/cam-01 and on, sensors at tcp://127.0.0.1:"
            + village.mqttPort());
    Shutdown.await(village);
    return 0;
  }
}
