package org.gengfu.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.simulator.encode.TestCard;
import org.gengfu.simulator.rtsp.SimulatedCameraServer;
import org.junit.jupiter.api.Test;

/**
 * The benchmark's kill on a small scale: what SIGKILL leaves on disk lacks at most the fragment
 * that was being written, and plays in ffprobe and Chromium.
 */
class RecordKillIT {
  private static final int CAMERAS = 3;

  @Test
  void sigkillCostsAtMostTheFragmentBeingWritten() throws Exception {
    Path root = Path.of(System.getProperty("gengfu.root"));
    try (SimulatedCameraServer server = new SimulatedCameraServer(0);
        Workplace workplace = new Workplace(root, Scale.FULL)) {
      List<String> urls = new ArrayList<>();
      for (int number = 1; number <= CAMERAS; number++) {
        server.add("cam-" + number, TestCard.scene(160, 96));
      }
      server.start();
      for (int number = 1; number <= CAMERAS; number++) {
        urls.add(server.url("cam-" + number));
      }

      List<Figure> figures = RecordKillBenchmark.measure(workplace, urls, 2);

      assertThat(figures).allMatch(Figure::met);
      assertThat(figures)
          .filteredOn(figure -> figure.name().equals("kills times cameras judged"))
          .singleElement()
          .satisfies(figure -> assertThat(figure.value()).isEqualTo(2.0 * CAMERAS));
    }
  }
}
