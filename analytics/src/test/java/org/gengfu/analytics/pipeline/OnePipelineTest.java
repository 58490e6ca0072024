package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.gengfu.analytics.offline.SceneFile;
import org.gengfu.analytics.offline.VideoAnalysis;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.Mp4Writer;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The unit under test is the one that runs: what {@code analyze} finds in a file is to the
 * millisecond and the pixel what the hub raises of the same pictures live. (That a replay finds it,
 * too, is in {@code ReplayDeskTest}.)
 */
class OnePipelineTest {
  private static final String CAMERA = "gate";

  @TempDir Path directory;

  @Test
  void whatAnalyzeFindsIsWhatIsRaisedLive() throws Exception {
    Path file = directory.resolve("van.mp4");
    Mp4Writer.write(Hub.street(), file);
    SceneFile scene =
        SceneFile.parse(
            """
            {"zones": [{"id": "zone-gate", "kind": "no-parking", "dwell_s": 20,
              "polygon": [[0.2, 0.2], [0.8, 0.2], [0.8, 0.95], [0.2, 0.95]]}]}
            """);
    List<AnalyzedEvent> analyzed = new ArrayList<>();
    VideoAnalysis.run(file, scene, null, analyzed::add);
    assertThat(analyzed).hasSize(1);
    AnalyzedEvent event = analyzed.get(0);

    FakeSink sink = new FakeSink();
    try (Hub hub = new Hub(directory, sink, new ManualClock(Hub.START))) {
      hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
      hub.pipeline.start();
      hub.play(CAMERA, Hub.street(), 0, 120);
    }
    assertThat(sink.kept()).hasSize(2);
    Raised raised = (Raised) sink.kept().get(0);
    Cleared cleared = (Cleared) sink.kept().get(1);
    assertThat(raised.type()).isEqualTo(event.type());
    assertThat(raised.onset()).isEqualTo(at(event.onsetSeconds()));
    assertThat(raised.at()).isEqualTo(at(event.raisedSeconds()));
    assertThat(raised.box()).isEqualTo(event.box());
    assertThat(cleared.at()).isEqualTo(at(Objects.requireNonNull(event.clearedSeconds())));
  }

  private static Instant at(double seconds) {
    return Hub.START.plusMillis(Math.round(seconds * 1000));
  }
}
