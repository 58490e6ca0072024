package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.gengfu.analytics.testing.FakeSink;
import org.gengfu.analytics.testing.ManualClock;
import org.gengfu.analytics.testing.OnStreet;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom an intrusion or a loitering is about is no easier to recognise than anybody else. */
class WhoIsInEvidenceTest {
  private static final String CAMERA = "gate";
  private static final int SECONDS = 90;
  private static final RenderedVideo WALKED = new RenderedVideo(new Walked(), 2);

  /** Pixels between the outline and what is measured. */
  private static final int OUTLINE = 6;

  @TempDir Path directory;

  @Test
  void whoIntrudesIsPixelatedUnlessAnAdminWantsPeopleSharp() throws IOException {
    assertThat(contrast(ZoneKind.INTRUSION, 2, false)).as("pixelated").isLessThan(60);
    assertThat(contrast(ZoneKind.INTRUSION, 2, true)).as("sharp").isGreaterThan(110);
  }

  @Test
  void whoLoitersIsPixelatedUnlessAnAdminWantsPeopleSharp() throws IOException {
    assertThat(contrast(ZoneKind.LOITERING, 20, false)).as("pixelated").isLessThan(60);
    assertThat(contrast(ZoneKind.LOITERING, 20, true)).as("sharp").isGreaterThan(110);
  }

  /** How clear the checks of his coat are within the outline: light fifth less dark fifth. */
  private double contrast(ZoneKind kind, int dwell, boolean sharp) throws IOException {
    FakeSink told = new FakeSink();
    Path own = directory.resolve(kind + "-" + sharp);
    try (Hub hub = new Hub(own, told, new ManualClock(Hub.START))) {
      hub.registry.set(camera(sharp), zone(kind, dwell));
      hub.pipeline.start();
      hub.play(CAMERA, WALKED.copy(), 0, SECONDS);
    }
    Raised raised =
        told.kept().stream()
            .filter(Raised.class::isInstance)
            .map(Raised.class::cast)
            .findFirst()
            .orElseThrow();
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(Objects.requireNonNull(raised.picture())));
    Box box = Objects.requireNonNull(raised.box());
    int left = (int) Math.round(box.x() * image.getWidth()) + OUTLINE;
    int top = (int) Math.round(box.y() * image.getHeight()) + OUTLINE;
    int width = (int) Math.round(box.width() * image.getWidth()) - 2 * OUTLINE;
    int height = (int) Math.round(box.height() * image.getHeight()) - 2 * OUTLINE;
    int[] green = new int[width * height];
    for (int i = 0; i < green.length; i++) {
      green[i] = image.getRGB(left + i % width, top + i / width) >> 8 & 0xff;
    }
    Arrays.sort(green);
    return green[green.length * 4 / 5] - green[green.length / 5];
  }

  /** The empty street, and from second 20 on somebody in a checkered coat who walks about. */
  private record Walked() implements OnStreet {
    private static final int COMES = 20;
    private static final int WIDTH = 40;
    private static final int HEIGHT = 100;
    private static final int TOP = 220;
    private static final StreetFilm STREET = new StreetFilm(1, SECONDS, 400, 401);

    static int left(int second) {
      double way = 150 * Math.sin((second - COMES) / 7.0);
      return (int) Math.round(300 + way);
    }

    @Override
    public StreetFilm street() {
      return STREET;
    }

    @Override
    public void draw(int frame, I420 into) {
      STREET.draw(frame, into);
      if (frame < COMES) {
        return;
      }
      for (int y = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++) {
          int at = (TOP + y) * StreetFilm.WIDTH + left(frame) + x;
          into.y()[at] = (byte) ((x / 4 + (y + 2 * frame) / 4) % 2 == 0 ? 20 : 230);
        }
      }
    }
  }

  private static Zone zone(ZoneKind kind, int dwell) {
    return new Zone(
        "zone",
        CAMERA,
        "yard",
        kind,
        Polygon.ofPairs(
            List.of(List.of(0.0, 0.3), List.of(1.0, 0.3), List.of(1.0, 1.0), List.of(0.0, 1.0))),
        dwell,
        Severity.HIGH,
        true);
  }

  private static Camera camera(boolean sharpPeople) {
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
        List.of(),
        sharpPeople,
        null,
        null,
        true);
  }
}
