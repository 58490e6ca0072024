package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.media.AccessUnit;
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

  private BufferedImage jpeg(int width, int height, int maxWidth, @Nullable Box box)
      throws DecodeException, IOException {
    RenderedVideo video = new RenderedVideo(new PatternFilm(width, height, 5, 20), 5);
    AccessUnit unit = video.accessUnit(video.keyframes().get(0), Instant.EPOCH);
    byte[] jpeg = decoders.decode(unit, picture -> encoder.encode(picture, maxWidth, box));
    unit.release();
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }
}
