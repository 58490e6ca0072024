package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.gengfu.analytics.detect.DetectorLimits;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.detect.OnnxFile;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.simulator.scene.I420;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A detector in the pipeline, by a network whose answer is always the same: the van, and somebody
 * who has stood rock-still from the start, whom nothing else would find.
 */
class DetectorEyesTest {
  private static final String CAMERA = "gate";
  private static final int SIDE = 64;
  private static final int CELLS = 64 + 16 + 4;
  private static final int VALUES = 85;
  private static final int PERSON = 0;
  private static final int CAR = 2;
  private static final RenderedVideo STOOD =
      new RenderedVideo(new Stood(new StreetFilm(1, 80, 40, 90)), 2);

  @TempDir Path directory;

  /** The street with somebody in a checkered coat at its lower left. */
  private record Stood(StreetFilm street) implements OnStreet {
    private static final int LEFT = 40;
    private static final int TOP = 240;
    private static final int WIDTH = 28;
    private static final int HEIGHT = 72;

    @Override
    public void draw(int frame, I420 into) {
      street.draw(frame, into);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int at = (TOP + y) * StreetFilm.WIDTH + LEFT + x;
          into.y()[at] = (byte) ((x / 4 + y / 4) % 2 == 0 ? 20 : 230);
        }
      }
    }
  }

  private ObjectDetector detector() throws Exception {
    float[] answer = new float[CELLS * VALUES];
    see(
        answer,
        CAR,
        StreetFilm.VAN_X,
        StreetFilm.VAN_Y,
        StreetFilm.VAN_WIDTH,
        StreetFilm.VAN_HEIGHT);
    see(answer, PERSON, Stood.LEFT, Stood.TOP, Stood.WIDTH, Stood.HEIGHT);
    Path model =
        OnnxFile.write(
            directory.resolve("same.onnx"),
            new long[] {1, 3, SIDE, SIDE},
            new long[] {1, CELLS, VALUES},
            answer);
    return ObjectDetector.load(model, DetectorLimits.FILES, new SimpleMeterRegistry());
  }

  /** Puts a box of the picture, a tenth of its size in the network's, into a cell of stride 8. */
  private static void see(float[] answer, int kind, int x, int y, int width, int height) {
    double column = (x + width / 2.0) / 80;
    double row = (y + height / 2.0) / 80;
    int left8 = (int) column;
    int top8 = (int) row;
    int at = (top8 * 8 + left8) * VALUES;
    answer[at] = (float) (column - left8);
    answer[at + 1] = (float) (row - top8);
    answer[at + 2] = (float) Math.log(width / 80.0);
    answer[at + 3] = (float) Math.log(height / 80.0);
    answer[at + 4] = 0.95f;
    answer[at + 5 + kind] = 0.95f;
  }

  /** How clear the checks of the coat are in the picture of the case. */
  private double contrast(@Nullable ObjectDetector detector) throws Exception {
    FakeSink sink = new FakeSink();
    Path own = directory.resolve(detector == null ? "without" : "with");
    try (Hub hub =
        new Hub(own, sink, new ManualClock(Hub.START), PresenceListener.NONE, 1, detector)) {
      hub.registry.set(Hub.camera(CAMERA), Hub.noParking(CAMERA));
      hub.pipeline.start();
      hub.play(CAMERA, STOOD.copy(), 0, 80);
    }
    assertThat(sink.kept()).hasSize(1);
    Raised raised = (Raised) sink.kept().get(0);
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(raised.picture())));
    int[] green = new int[(Stood.WIDTH - 8) * (Stood.HEIGHT - 8)];
    for (int i = 0; i < green.length; i++) {
      int x = Stood.LEFT + 4 + i % (Stood.WIDTH - 8);
      green[i] = image.getRGB(x, Stood.TOP + 4 + i / (Stood.WIDTH - 8)) >> 8 & 0xff;
    }
    Arrays.sort(green);
    return green[green.length * 4 / 5] - green[green.length / 5];
  }

  @Test
  void whomTheDetectorSeesIsPixelatedAndTheVanIsRaisedWithAndWithoutIt() throws Exception {
    assertThat(contrast(null)).as("nothing else finds who stands there").isGreaterThan(110);
    assertThat(contrast(detector())).as("seen by the detector").isLessThan(60);
  }
}
