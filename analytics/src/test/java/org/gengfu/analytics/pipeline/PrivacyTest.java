package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.Snapshots.Snapshot;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera's masks hold in all that the hub makes of its pictures. */
class PrivacyTest {
  private static final String CAMERA = "gate";
  private static final Polygon OVER_THE_VAN =
      Polygon.ofPairs(
          List.of(List.of(0.3, 0.3), List.of(0.7, 0.3), List.of(0.7, 0.75), List.of(0.3, 0.75)));
  private static final Polygon UPPER_EDGE =
      Polygon.ofPairs(
          List.of(List.of(0.0, 0.0), List.of(1.0, 0.0), List.of(1.0, 0.1), List.of(0.0, 0.1)));
  private final RenderedVideo street = Hub.street();
  private final FakeSink sink = new FakeSink();
  @TempDir Path directory;
  private Hub hub;

  @BeforeEach
  void start() {
    hub = new Hub(directory, sink, new ManualClock(Hub.START));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void whatIsMaskedIsNeitherJudgedNorShown() throws IOException {
    hub.registry.set(camera(List.of(OVER_THE_VAN)), Hub.noParking(CAMERA));
    hub.pipeline.start();
    hub.play(CAMERA, street, 0, 80);

    assertThat(sink.kept()).isEmpty();
    assertThat(black(snapshot(), 0.5, 0.5)).isTrue();
    assertThat(black(snapshot(), 0.1, 0.5)).isFalse();
  }

  @Test
  void evidenceIsBlackThereToo() throws IOException {
    hub.registry.set(camera(List.of(UPPER_EDGE)), Hub.noParking(CAMERA));
    hub.pipeline.start();
    hub.play(CAMERA, street, 0, 80);

    assertThat(sink.kept()).hasSize(1);
    byte[] evidence = ((Raised) sink.kept().get(0)).picture();
    assertThat(evidence).isNotNull();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(evidence));
    assertThat(black(image, 0.5, 0.05)).isTrue();
    assertThat(black(image, 0.5, 0.5)).isFalse();
  }

  @Test
  void aMaskThatIsDrawnNowHoldsAtOnce() throws IOException {
    hub.registry.set(camera(List.of()), Hub.noParking(CAMERA));
    hub.pipeline.start();
    hub.play(CAMERA, street, 0, 70);
    assertThat(sink.kept()).hasSize(1);
    assertThat(black(snapshot(), 0.5, 0.05)).isFalse();

    hub.registry.set(camera(List.of(UPPER_EDGE)), Hub.noParking(CAMERA));
    assertThat(black(snapshot(), 0.5, 0.05)).as("of the same keyframe").isTrue();
    hub.play(CAMERA, street, 70, 86);
    assertThat(sink.kept()).as("a mask elsewhere changes nothing").hasSize(1);
    assertThat(black(snapshot(), 0.5, 0.05)).isTrue();
  }

  @Test
  void peopleArePixelatedInEvidenceUnlessAnAdminWantsThemSharp() throws IOException {
    assertThat(contrastOfPasserBy(false)).as("pixelated").isLessThan(60);
    assertThat(contrastOfPasserBy(true)).as("sharp").isGreaterThan(110);
  }

  /** Somebody in a checkered coat walks by all the time; how clear are his checks in evidence? */
  private double contrastOfPasserBy(boolean sharp) throws IOException {
    RenderedVideo walked = new RenderedVideo(new Walked(new StreetFilm(1, 80, 40, 90)), 2);
    FakeSink told = new FakeSink();
    Path own = directory.resolve("sharp-" + sharp);
    try (Hub watching = new Hub(own, told, new ManualClock(Hub.START))) {
      watching.registry.set(camera(List.of(), sharp), Hub.noParking(CAMERA));
      watching.pipeline.start();
      watching.play(CAMERA, walked, 0, 80);
    }
    assertThat(told.kept()).hasSize(1);
    Raised raised = (Raised) told.kept().get(0);
    assertThat(raised.picture()).isNotNull();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(raised.picture()));
    int left = Walked.left((int) Duration.between(Hub.START, raised.at()).toSeconds());
    int[] green = new int[(Walked.WIDTH - 8) * (Walked.HEIGHT - 8)];
    for (int i = 0; i < green.length; i++) {
      int x = left + 4 + i % (Walked.WIDTH - 8);
      green[i] = image.getRGB(x, Walked.TOP + 4 + i / (Walked.WIDTH - 8)) >> 8 & 0xff;
    }
    Arrays.sort(green);
    return green[green.length * 4 / 5] - green[green.length / 5];
  }

  /** The street with somebody who walks along its lower edge. */
  private record Walked(StreetFilm street) implements OnStreet {
    private static final int TOP = 280;
    private static final int WIDTH = 28;
    private static final int HEIGHT = 72;

    static int left(int second) {
      return 20 + second * 74 % 580;
    }

    @Override
    public void draw(int frame, I420 into) {
      street.draw(frame, into);
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int at = (TOP + y) * StreetFilm.WIDTH + left(frame) + x;
          into.y()[at] = (byte) ((x / 4 + y / 4) % 2 == 0 ? 20 : 230);
        }
      }
    }
  }

  private static Camera camera(List<Polygon> masks) {
    return camera(masks, false);
  }

  private static Camera camera(List<Polygon> masks, boolean sharpPeople) {
    return new Camera(
        CAMERA,
        CAMERA,
        "rtsp://127.0.0.1/gate",
        null,
        null,
        null,
        Camera.Transport.TCP,
        null,
        false,
        RecordingPlan.STANDARD,
        masks,
        sharpPeople,
        null,
        null,
        true);
  }

  private BufferedImage snapshot() throws IOException {
    var asked = hub.pipeline.latest(CAMERA, StreetFilm.WIDTH);
    hub.workers.runAll();
    Snapshot snapshot = asked.result();
    return ImageIO.read(new ByteArrayInputStream(snapshot.jpeg()));
  }

  private static boolean black(BufferedImage image, double x, double y) {
    int rgb = image.getRGB((int) (x * image.getWidth()), (int) (y * image.getHeight()));
    return (rgb >> 16 & 0xff) < 12 && (rgb >> 8 & 0xff) < 12 && (rgb & 0xff) < 12;
  }
}
