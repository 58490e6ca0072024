package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.AccessUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is masked is black in whatever is made of the picture. */
class PictureMaskTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 180;
  private static final Polygon TRIANGLE =
      Polygon.ofPairs(List.of(List.of(0.1, 0.1), List.of(0.5, 0.1), List.of(0.1, 0.7)));
  private static final Polygon CORNER =
      Polygon.ofPairs(
          List.of(List.of(0.9, 0.9), List.of(1.0, 0.9), List.of(1.0, 1.0), List.of(0.9, 1.0)));
  private final KeyframeDecoders decoders = new KeyframeDecoders(1);
  private final JpegEncoder jpegs = new JpegEncoder();

  @AfterEach
  void close() {
    jpegs.close();
    decoders.close();
  }

  @Test
  void lumaThatIsAnalysedIsBlack() throws DecodeException {
    byte[] luma = masked(List.of(TRIANGLE, CORNER), PictureMaskTest::luma);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double px = (x + 0.5) / WIDTH;
        double py = (y + 0.5) / HEIGHT;
        int value = luma[y * WIDTH + x] & 0xff;
        if (TRIANGLE.contains(px, py) || CORNER.contains(px, py)) {
          assertThat(value).as("luma at %d, %d", x, y).isLessThanOrEqualTo(16);
        }
      }
    }
    assertThat(luma[5 * WIDTH + 5] & 0xff).as("outside").isGreaterThan(40);
    assertThat(luma[100 * WIDTH + 200] & 0xff).as("outside").isGreaterThan(40);
  }

  @Test
  void picturesForPeopleAreBlackWithoutColour() throws DecodeException, IOException {
    byte[] jpeg = masked(List.of(TRIANGLE), picture -> jpegs.encode(picture, WIDTH, null));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
    int inside = image.getRGB(50, 40);
    assertThat(List.of(inside >> 16 & 0xff, inside >> 8 & 0xff, inside & 0xff))
        .allMatch(value -> value < 12);
    assertThat(image.getRGB(250, 100) >> 16 & 0xff).as("red outside").isGreaterThan(120);
  }

  @Test
  void theNextPictureOfTheDecoderIsUntouched() throws DecodeException {
    byte[] before = masked(List.of(), PictureMaskTest::luma);
    masked(List.of(TRIANGLE), PictureMaskTest::luma);
    assertThat(masked(List.of(), PictureMaskTest::luma)).isEqualTo(before);
  }

  private <T> T masked(List<Polygon> masks, java.util.function.Function<Picture, T> use)
      throws DecodeException {
    RenderedVideo video = new RenderedVideo(new PatternFilm(WIDTH, HEIGHT, 5, 20), 5);
    AccessUnit unit = video.accessUnit(video.keyframes().get(0), Instant.EPOCH);
    try {
      return decoders.decode(unit, masks, use);
    } finally {
      unit.release();
    }
  }

  private static byte[] luma(Picture picture) {
    byte[] luma = new byte[WIDTH * HEIGHT];
    ByteBuffer plane = picture.luma();
    for (int y = 0; y < HEIGHT; y++) {
      plane.get(y * picture.lumaStride(), luma, y * WIDTH, WIDTH);
    }
    return luma;
  }
}
