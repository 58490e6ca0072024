package org.gengfu.analytics.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gengfu.analytics.kernels.KernelPictures;
import org.gengfu.analytics.kernels.OpenCv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of the picture's health give what OpenCV gives. */
class HealthTwinsTest {
  private static final int WIDTH = KernelPictures.RASTER_WIDTH;
  private static final int HEIGHT = KernelPictures.RASTER_HEIGHT;
  private static final int HALF_WIDTH = WIDTH / 2;
  private static final int HALF_HEIGHT = HEIGHT / 2;

  private final KernelPictures pictures = new KernelPictures();
  private final HealthTwins twins = new HealthTwins(WIDTH, HEIGHT);

  private Mat mat(int picture) {
    return OpenCv.luma(pictures.raster(picture), WIDTH, HEIGHT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 31})
  void exposure(int picture) {
    Exposure own = Exposure.of(pictures.raster(picture), WIDTH * HEIGHT);
    assertThat(own).isEqualTo(twins.exposure(mat(picture)));
    assertThat(own.lit()).isBetween(0.5, 1.0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 31})
  void noise(int picture) {
    Noise noise = new Noise();
    noise.look(pictures.raster(picture - 1), WIDTH, HEIGHT);
    double own = noise.look(pictures.raster(picture), WIDTH, HEIGHT);
    assertThat(own).isCloseTo(twins.noise(mat(picture), mat(picture - 1)), within(1e-6));
    assertThat(own).isGreaterThan(0.5);
  }

  @Test
  void halving() {
    byte[] half = new byte[HALF_WIDTH * HALF_HEIGHT];
    Edges.halve(pictures.raster(7), WIDTH, half, HALF_WIDTH, HALF_HEIGHT);
    twins.halve(mat(7));
    assertThat(half).containsExactly(OpenCv.bytes(twins.half));
  }

  private byte[] half(int picture) {
    byte[] half = new byte[HALF_WIDTH * HALF_HEIGHT];
    Edges.halve(pictures.raster(picture), WIDTH, half, HALF_WIDTH, HALF_HEIGHT);
    return half;
  }

  /** Rounded towards zero against rounded to the nearest. */
  @ParameterizedTest
  @ValueSource(ints = {0, 9, 31})
  void edgeDirections(int picture) {
    Edges edges = new Edges(HALF_WIDTH, HALF_HEIGHT);
    edges.find(half(picture));
    int found = twins.edges(OpenCv.luma(half(picture), HALF_WIDTH, HALF_HEIGHT));
    assertThat(edges.count).isEqualTo(found).isGreaterThan(1_000);
    short[] cosine = OpenCv.shorts(twins.cosine);
    short[] sine = OpenCv.shorts(twins.sine);
    for (int y = 1; y < HALF_HEIGHT - 1; y++) {
      for (int i = y * HALF_WIDTH + 1; i < (y + 1) * HALF_WIDTH - 1; i++) {
        assertThat((int) edges.cosine[i]).isCloseTo(cosine[i], within(1));
        assertThat((int) edges.sine[i]).isCloseTo(sine[i], within(1));
      }
    }
  }

  @Test
  void blockTexture() {
    Blocks blocks = new Blocks();
    blocks.measure(half(9), HALF_WIDTH, HALF_HEIGHT, 0);
    twins.blocks(OpenCv.luma(half(9), HALF_WIDTH, HALF_HEIGHT));
    for (int block = 0; block < Blocks.COUNT; block++) {
      assertThat(blocks.mean[block]).isCloseTo(twins.blockMean[block], within(1e-3f));
      assertThat(blocks.texture[block]).isCloseTo(twins.blockTexture[block], within(1e-3f));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 2.5})
  void sharpness(double noise) {
    double own = Sharpness.of(pictures.raster(9), WIDTH, HEIGHT, noise);
    assertThat(own).isCloseTo(twins.sharpness(mat(9), noise), within(1e-9)).isPositive();
  }

  /** Fixed point against floats. */
  @Test
  void referenceLearningAndFit() {
    Reference reference = new Reference(HALF_WIDTH, HALF_HEIGHT);
    Edges edges = new Edges(HALF_WIDTH, HALF_HEIGHT);
    Blocks blocks = new Blocks();
    Mat cosine = new Mat(HALF_HEIGHT, HALF_WIDTH, CV_16SC1);
    Mat sine = new Mat(HALF_HEIGHT, HALF_WIDTH, CV_16SC1);
    Mat cosines = Mat.zeros(HALF_HEIGHT, HALF_WIDTH, CV_32F).asMat();
    Mat sines = Mat.zeros(HALF_HEIGHT, HALF_WIDTH, CV_32F).asMat();
    for (int i = 0; i < 20; i++) {
      edges.find(half(8 + i));
      blocks.measure(half(8 + i), HALF_WIDTH, HALF_HEIGHT, 1);
      reference.learn(blocks, edges, 1);
      cosine.<ShortBuffer>createBuffer().put(edges.cosine);
      sine.<ShortBuffer>createBuffer().put(edges.sine);
      twins.learn(cosine, sine, cosines, sines, 1.0 / (i + 1));
    }
    float[] known = new float[HALF_WIDTH * HALF_HEIGHT];
    cosines.<FloatBuffer>createBuffer().get(known);
    for (int i = 0; i < known.length; i++) {
      assertThat((float) reference.cosine[i]).isCloseTo(known[i], within(10f));
    }
    Mat found = new Mat();
    Mat founds = new Mat();
    cosine.convertTo(found, CV_32F);
    sine.convertTo(founds, CV_32F);
    double own = reference.fit(edges, 0, 0, 1);
    assertThat(own).isCloseTo(twins.fit(cosines, sines, found, founds), within(0.002));
    assertThat(own).isGreaterThan(0.5);
  }
}
