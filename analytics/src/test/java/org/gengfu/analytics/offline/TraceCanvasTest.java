package org.gengfu.analytics.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.gengfu.analytics.scene.SceneView;
import org.gengfu.analytics.scene.SceneView.Shows;
import org.gengfu.analytics.scene.SceneView.Thing;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.ZoneKind;
import org.junit.jupiter.api.Test;

/** Each thing that a trace shows stands where it belongs, in its own colour. */
class TraceCanvasTest {
  private static final int AMBER = 0xffb000;
  private static final int RED = 0xff4040;
  private static final int BLUE = 0x5aa9ff;
  private static final int GREEN = 0x3fb37f;
  private static final int PICTURE_WIDTH = 960;
  private static final int SIDE_HEIGHT = 180;
  private static final int COLUMNS = 40;
  private static final int ROWS = 20;

  private static final ZoneRule ZONE =
      new ZoneRule(
          "p",
          ZoneKind.NO_PARKING,
          Polygon.ofPairs(
              List.of(
                  List.of(0.05, 0.05),
                  List.of(0.95, 0.05),
                  List.of(0.95, 0.95),
                  List.of(0.05, 0.95))),
          Duration.ofSeconds(20));

  /** A picture of plain grey with what a view says of it. */
  private static BufferedImage draw(Thing... things) {
    int width = 320;
    int height = 160;
    byte[] background = new byte[width * height];
    Arrays.fill(background, (byte) 100);
    for (int y = 0; y < height; y++) {
      Arrays.fill(background, y * width + width / 2, (y + 1) * width, (byte) 200);
    }
    Shows[] cells = new Shows[COLUMNS * ROWS];
    Arrays.fill(cells, Shows.BACKGROUND);
    Arrays.fill(cells, 10 * COLUMNS, 10 * COLUMNS + COLUMNS / 2, Shows.REMEMBERED);
    Arrays.fill(cells, 10 * COLUMNS + COLUMNS / 2, 11 * COLUMNS, Shows.UNKNOWN);
    SceneView view =
        new SceneView(
            width,
            height,
            background,
            COLUMNS,
            List.of(cells),
            List.of(things),
            List.of(new Box(0.7, 0.3, 0.1, 0.2)));
    BufferedImage picture = new BufferedImage(960, 480, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 960 * 480; i++) {
      picture.setRGB(i % 960, i / 960, 0x404040);
    }
    return new TraceCanvas(List.of(ZONE)).draw(picture, 12.5, view);
  }

  private static Thing thing(double dwell, boolean raised) {
    Box box = new Box(0.2, 0.4, 0.2, 0.2);
    return new Thing(box, 12, dwell, "dwell", 0.8, 5, 6, "", raised);
  }

  private static int at(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  /** Pixels of exactly this colour within a part of the canvas. */
  private static long count(BufferedImage image, int rgb, int x, int y, int width, int height) {
    long count = 0;
    for (int i = 0; i < width * height; i++) {
      count += at(image, x + i % width, y + i / width) == rgb ? 1 : 0;
    }
    return count;
  }

  private static long inPicture(BufferedImage image, int rgb) {
    return count(image, rgb, 0, 0, PICTURE_WIDTH, 480);
  }

  @Test
  void thePictureKeepsItsPlaceAndTheEmptyPlaceStandsBesideIt() {
    BufferedImage image = draw();
    assertThat(at(image, 500, 240)).isEqualTo(0x404040);
    assertThat(at(image, PICTURE_WIDTH + 40, 100)).isEqualTo(0x646464);
    assertThat(at(image, PICTURE_WIDTH + 280, 100)).isEqualTo(0xc8c8c8);
  }

  @Test
  void belowItStandsWhatShowsBeforeIt() {
    BufferedImage image = draw();
    int row = SIDE_HEIGHT + 10 * SIDE_HEIGHT / ROWS + 4;
    assertThat(at(image, PICTURE_WIDTH + 40, row)).as("stays").isEqualTo(AMBER);
    assertThat(at(image, PICTURE_WIDTH + 280, row)).as("moves").isEqualTo(BLUE);
    assertThat(at(image, PICTURE_WIDTH + 40, row + 40)).as("the empty place").isZero();
  }

  @Test
  void zonesAndWhatMovesAreOutlinedInThePicture() {
    BufferedImage image = draw();
    assertThat(inPicture(image, GREEN)).isGreaterThan(500);
    assertThat(count(image, BLUE, 660, 140, 120, 110)).isGreaterThan(200);
    assertThat(inPicture(image, AMBER) + inPicture(image, RED)).isZero();
  }

  @Test
  void aThingHasItsDwellAsABarUnderIt() {
    int left = (int) (0.2 * PICTURE_WIDTH);
    int bar = (int) (0.6 * 480) + 5;
    BufferedImage half = draw(thing(0.5, false));
    assertThat(inPicture(half, RED)).isZero();
    assertThat(at(half, left + 40, bar)).as("over").isEqualTo(AMBER);
    assertThat(at(half, left + 150, bar)).as("to come").isEqualTo(0x404040);
    BufferedImage full = draw(thing(1.4, false));
    assertThat(at(full, left + 150, bar)).isEqualTo(AMBER);
  }

  @Test
  void whatIsRaisedIsRedAndTheDecisionStandsBesideIt() {
    BufferedImage waiting = draw(thing(1, false));
    BufferedImage raised = draw(thing(1, true));
    assertThat(inPicture(raised, AMBER)).isZero();
    assertThat(inPicture(raised, RED)).isGreaterThan(800);
    assumeThat(text(draw())).as("letters, where Java has its fonts").isPositive();
    assertThat(text(draw())).as("the time alone").isLessThan(text(waiting));
  }

  /** Pixels that are not black where the decisions are written. */
  private static long text(BufferedImage image) {
    int top = 2 * SIDE_HEIGHT;
    int height = TraceCanvas.HEIGHT - top;
    int width = TraceCanvas.WIDTH - PICTURE_WIDTH;
    return (long) width * height - count(image, 0, PICTURE_WIDTH, top, width, height);
  }
}
