package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.simulator.scene.Film;
import org.gengfu.simulator.scene.I420;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JpegEncoderTest {
  private final KeyframeDecoders decoders = new KeyframeDecoders(1);
  private final JpegEncoder encoder = new JpegEncoder();

  @AfterEach
  void close() {
    encoder.close();
    decoders.close();
  }

  @Test
  void scalesDownAndKeepsShapeAndColour() throws Exception {
    BufferedImage image = jpeg(640, 360, 320, null);
    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getHeight()).isEqualTo(180);
    int rgb = image.getRGB(160, 90);
    assertThat(rgb >> 16 & 0xff).as("red").isBetween(150, 220);
    assertThat(rgb >> 8 & 0xff).as("green").isLessThan(60);
    assertThat(rgb & 0xff).as("blue").isLessThan(60);
  }

  @Test
  void doesNotScaleUp() throws Exception {
    assertThat(jpeg(160, 90, 1280, null).getWidth()).isEqualTo(160);
  }

  @Test
  void oddWidthsBecomeEven() throws Exception {
    BufferedImage image = jpeg(640, 360, 333, null);
    assertThat(image.getWidth()).isEqualTo(332);
    assertThat(image.getHeight()).isEqualTo(186);
  }

  @Test
  void manySizesOneAfterTheOther() throws Exception {
    for (int width = 64; width < 640; width += 64) {
      assertThat(jpeg(640, 360, width, null).getWidth()).isEqualTo(width);
    }
  }

  @Test
  void drawsTheBoxAroundTheThing() throws Exception {
    BufferedImage image = jpeg(640, 360, 640, new Box(0.25, 0.25, 0.5, 0.5));
    // The line lies just outside: dark edge, amber, dark edge. Inside is untouched.
    int line = image.getRGB(320, 90 - 3);
    assertThat(line >> 16 & 0xff).as("red of amber").isGreaterThan(190);
    assertThat(line >> 8 & 0xff).as("green of amber").isGreaterThan(110);
    int inside = image.getRGB(320, 100);
    assertThat(inside >> 8 & 0xff).as("green inside").isLessThan(60);
  }

  @Test
  void boxAtTheEdgeIsCut() throws Exception {
    assertThat(jpeg(160, 90, 160, new Box(0, 0, 1, 1)).getWidth()).isEqualTo(160);
    assertThat(jpeg(160, 90, 160, new Box(0.99, 0.99, 0.5, 0.5)).getWidth()).isEqualTo(160);
  }

  @Test
  void placesArePixelatedAndTheThingStaysSharp() throws Exception {
    Box place = new Box(0.25, 0.25, 0.25, 0.5);
    Box thing = new Box(0.4, 0.4, 0.2, 0.2);
    BufferedImage sharp = checkered(null, List.of());
    BufferedImage hidden = checkered(thing, List.of(place));
    // 4-pixel squares, light and dark: their contrast is gone, and left where the thing is.
    assertThat(contrast(sharp, 180, 110, 60, 30)).isGreaterThan(120);
    assertThat(contrast(hidden, 180, 110, 60, 30)).as("in the place").isLessThan(30);
    assertThat(contrast(hidden, 270, 150, 40, 40)).as("in both").isGreaterThan(120);
    assertThat(contrast(hidden, 500, 110, 60, 30)).as("elsewhere").isGreaterThan(120);
  }

  @Test
  void placesAtTheEdgeAreCut() throws Exception {
    Box beyond = new Box(-0.2, 0.9, 1.5, 0.4);
    assertThat(contrast(checkered(null, List.of(beyond)), 100, 330, 400, 28)).isLessThan(30);
  }

  /** Light minus dark: means of the lightest and darkest fifth of a part's pixels. */
  private static double contrast(BufferedImage image, int left, int top, int width, int height) {
    int[] green = new int[width * height];
    for (int i = 0; i < green.length; i++) {
      green[i] = image.getRGB(left + i % width, top + i / width) >> 8 & 0xff;
    }
    Arrays.sort(green);
    int fifth = green.length / 5;
    double dark = Arrays.stream(green, 0, fifth).average().orElseThrow();
    return Arrays.stream(green, green.length - fifth, green.length).average().orElseThrow() - dark;
  }

  private BufferedImage checkered(@Nullable Box box, List<Box> places)
      throws DecodeException, IOException {
    RenderedVideo video = new RenderedVideo(new Checkers(), 2);
    AccessUnit unit = video.accessUnit(video.keyframes().get(0), Instant.EPOCH);
    byte[] jpeg =
        decoders.decode(unit, List.of(), picture -> encoder.encode(picture, 640, box, places));
    unit.release();
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  /** Squares of four pixels. */
  private record Checkers() implements Film {
    @Override
    public int width() {
      return 640;
    }

    @Override
    public int height() {
      return 360;
    }

    @Override
    public int frames() {
      return 2;
    }

    @Override
    public int framesPerSecond() {
      return 1;
    }

    @Override
    public void draw(int frame, I420 into) {
      for (int i = 0; i < into.y().length; i++) {
        into.y()[i] = (byte) ((i % 640 / 4 + i / 640 / 4) % 2 == 0 ? 40 : 220);
      }
      Arrays.fill(into.u(), (byte) 128);
      Arrays.fill(into.v(), (byte) 128);
    }
  }

  private BufferedImage jpeg(int width, int height, int maxWidth, @Nullable Box box)
      throws DecodeException, IOException {
    RenderedVideo video = new RenderedVideo(new PatternFilm(width, height, 5, 20), 5);
    AccessUnit unit = video.accessUnit(video.keyframes().get(0), Instant.EPOCH);
    byte[] jpeg =
        decoders.decode(unit, List.of(), picture -> encoder.encode(picture, maxWidth, box));
    unit.release();
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }
}
