package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.accumulateWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gengfu.analytics.kernels.KernelPictures;
import org.gengfu.analytics.kernels.OpenCv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels of the scene model give what OpenCV, or the plain words for them, give. */
class SceneTwinsTest {
  private static final int WIDTH = KernelPictures.RASTER_WIDTH;
  private static final int HEIGHT = KernelPictures.RASTER_HEIGHT;

  private final KernelPictures pictures = new KernelPictures();
  private final CellGrid grid = new CellGrid(WIDTH, HEIGHT);
  private final SceneTwins twins = new SceneTwins(grid);
  private final float[] means = new float[grid.cells];
  private final float[] others = new float[grid.cells];

  /** 640×360 takes all rows; of 1080p two rows of six, which is what OpenCV is given, too. */
  @ParameterizedTest
  @CsvSource({"640,360,0,1,0", "1920,1080,1,3,1", "1280,720,1,2,1"})
  void rasterReduction(int width, int height, int first, int step, int bound) {
    byte[] luma = new byte[width * height];
    new Random(3).nextBytes(luma);
    ByteBuffer plane = ByteBuffer.allocateDirect(luma.length);
    plane.put(luma).flip();
    byte[] raster = new byte[WIDTH * HEIGHT];
    new RasterReducer(width, height).reduce(plane, width, raster);
    Mat reduced = new Mat();
    Mat rows = OpenCv.rows(plane, width, width, first, step, 2 * HEIGHT);
    resize(rows, reduced, new Size(WIDTH, HEIGHT), 0, 0, INTER_AREA);
    byte[] twin = OpenCv.bytes(reduced);
    for (int i = 0; i < raster.length; i++) {
      assertThat(raster[i] & 0xff).as("pixel %d", i).isCloseTo(twin[i] & 0xff, within(bound));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 9, 31})
  void windowStatistics(int picture) {
    WindowStatistics statistics = new WindowStatistics(grid);
    statistics.measure(pictures.raster(picture));
    twins.statistics(OpenCv.luma(pictures.raster(picture), WIDTH, HEIGHT), means, others);
    assertThat(statistics.mean).containsExactly(means);
    assertThat(statistics.variance).containsExactly(others);
  }

  @Test
  void cellCorrelation() {
    Background background = new Background(grid);
    background.start(pictures.raster(0));
    for (int i = 1; i < 8; i++) {
      for (int cell = 0; cell < grid.cells; cell += 3) {
        background.blend(cell, pictures.raster(i), Background.rate(2));
      }
    }
    byte[] luma = pictures.raster(8);
    WindowStatistics statistics = new WindowStatistics(grid);
    statistics.measure(luma);
    background.compare(luma, statistics, 4);
    Mat pixels = new Mat(HEIGHT, WIDTH, CV_16SC1);
    pixels.<ShortBuffer>createBuffer().put(background.pixels);
    twins.compare(OpenCv.luma(luma, WIDTH, HEIGHT), pixels, statistics, 4, means, others);
    assertThat(background.mean).containsExactly(means);
    assertThat(background.distance).containsExactly(others);
    int differing = 0;
    for (float distance : others) {
      differing += distance >= CellCorrelation.SAME ? 1 : 0;
    }
    assertThat(differing).as("cells where something stands").isBetween(100, 1_500);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 31})
  void noiseEstimate(int picture) {
    byte[] luma = pictures.raster(picture);
    byte[] before = pictures.raster(picture - 1);
    NoiseEstimate noise = new NoiseEstimate(grid);
    noise.measure(luma, before);
    float twin = twins.noise(OpenCv.luma(luma, WIDTH, HEIGHT), OpenCv.luma(before, WIDTH, HEIGHT));
    assertThat(noise.variance()).isCloseTo(Math.max(1, twin), within(1e-4f));
  }

  /** Fixed point with 7 fraction bits against OpenCV's floats. */
  @Test
  void backgroundUpdate() {
    Background background = new Background(grid);
    background.start(pictures.raster(0));
    Mat following = new Mat();
    OpenCv.luma(pictures.raster(0), WIDTH, HEIGHT).convertTo(following, CV_32F);
    Mat everywhere = Mat.ones(HEIGHT, WIDTH, CV_8UC1).asMat();
    int rate = Background.rate(2);
    for (int i = 1; i < KernelPictures.COUNT; i++) {
      for (int cell = 0; cell < grid.cells; cell++) {
        background.blend(cell, pictures.raster(i), rate);
      }
      Mat luma = OpenCv.luma(pictures.raster(i), WIDTH, HEIGHT);
      accumulateWeighted(luma, following, rate / 65_536.0, everywhere);
    }
    float[] twin = new float[WIDTH * HEIGHT];
    following.<FloatBuffer>createBuffer().get(twin);
    for (int i = 0; i < twin.length; i++) {
      float own = background.pixels[i] / (float) (1 << Background.FRACTION_BITS);
      assertThat(own).as("pixel %d", i).isCloseTo(twin[i], within(0.05f));
    }
  }

  @Test
  void candidateBlobs() {
    KernelPictures quiet = new KernelPictures(false);
    SceneModel model = new SceneModel(grid);
    long now = 0;
    for (int i = 0; i < KernelPictures.COUNT; i++) {
      long last = now;
      now += 2_000;
      model.observe(quiet.raster(i), now, last);
      model.learn(2);
      model.remember();
    }
    List<Blob> blobs = new CandidateBlobs(grid).find(model.memory, now);
    boolean[] standing = new boolean[grid.cells];
    for (Blob blob : blobs) {
      for (int cell : blob.cells()) {
        standing[cell] = true;
      }
    }
    twins.groups(standing, 1);
    List<Set<Integer>> own = new ArrayList<>();
    blobs.forEach(blob -> own.add(set(blob.cells())));
    assertThat(own).hasSizeGreaterThanOrEqualTo(3).containsExactlyInAnyOrderElementsOf(labelled());
  }

  @ParameterizedTest
  @CsvSource({"1,0.05", "2,0.05", "1,0.3", "2,0.3"})
  void groupsOfCells(int reach, double share) {
    Random random = new Random(5);
    boolean[] open = new boolean[grid.cells];
    for (int cell = 0; cell < grid.cells; cell++) {
      open[cell] = random.nextDouble() < share;
    }
    int twin = twins.groups(open, reach);
    List<Set<Integer>> own = new ArrayList<>();
    CellGroups groups = new CellGroups(grid, reach);
    for (int cell = 0; cell < grid.cells; cell++) {
      if (open[cell]) {
        own.add(set(groups.take(cell, open)));
      }
    }
    assertThat(own).hasSize(twin).containsExactlyInAnyOrderElementsOf(labelled());
  }

  private List<Set<Integer>> labelled() {
    Map<Integer, Set<Integer>> groups = new TreeMap<>();
    for (int cell = 0; cell < grid.cells; cell++) {
      if (twins.label[cell] > 0) {
        groups.computeIfAbsent(twins.label[cell], any -> new TreeSet<>()).add(cell);
      }
    }
    return List.copyOf(groups.values());
  }

  private static Set<Integer> set(int[] cells) {
    return IntStream.of(cells).boxed().collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void pixelMask() {
    Background background = new Background(grid);
    background.start(pictures.raster(0));
    byte[] luma = pictures.raster(10);
    Random random = new Random(9);
    for (int run = 0; run < 20; run++) {
      int seed = random.nextInt(grid.cells);
      int[] cells =
          IntStream.range(0, grid.cells)
              .filter(
                  cell ->
                      Math.abs(cell % grid.columns - seed % grid.columns) < 6
                          && Math.abs(cell / grid.columns - seed / grid.columns) < 4
                          && random.nextInt(5) > 0)
              .toArray();
      Light light = new Light(1.1f, -3, 1);
      PixelMask mask = PixelMask.of(cells, luma, background, light, 4, grid);
      assertThat(mask.inside).isEqualTo(PlainTwins.inside(cells, luma, background, light, 4, grid));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,0", "1.4,-20", "0.6,15", "9,0"})
  void lightFit(float gain, float offset) {
    Random random = new Random(11);
    float[] background = new float[grid.cells];
    float[] picture = new float[grid.cells];
    boolean[] shows = new boolean[grid.cells];
    for (int cell = 0; cell < grid.cells; cell++) {
      background[cell] = 40 + 100 * random.nextFloat();
      picture[cell] = gain * background[cell] + offset + 3 * (float) random.nextGaussian();
      picture[cell] += random.nextInt(4) == 0 ? 60 : 0; // something else stands there
      shows[cell] = random.nextInt(3) > 0;
    }
    Light light = Light.fit(background, picture, shows);
    Light twin = PlainTwins.light(background, picture, shows);
    assertThat(light.gain()).isCloseTo(twin.gain(), within(1e-4f));
    assertThat(light.offset()).isCloseTo(twin.offset(), within(1e-2f));
    assertThat(light.spread()).isCloseTo(twin.spread(), within(1e-2f));
    assertThat(light.gain()).isCloseTo(Math.min(4, gain), within(0.05f));
  }

  @Test
  void lightFitOfAFlatSceneAndOfNoScene() {
    float[] flat = new float[grid.cells];
    float[] brighter = new float[grid.cells];
    boolean[] shows = new boolean[grid.cells];
    java.util.Arrays.fill(brighter, 20);
    assertThat(Light.fit(flat, brighter, shows)).isEqualTo(Light.SAME);
    assertThat(PlainTwins.light(flat, brighter, shows)).isEqualTo(Light.SAME);
    java.util.Arrays.fill(shows, true);
    assertThat(Light.fit(flat, brighter, shows))
        .isEqualTo(PlainTwins.light(flat, brighter, shows))
        .isEqualTo(new Light(1, 20, 0.5f));
  }

  @Test
  void ghostTest() {
    Background background = new Background(grid);
    background.start(pictures.raster(0));
    byte[] luma = pictures.raster(10);
    Random random = new Random(13);
    int heard = 0;
    for (int run = 0; run < 40; run++) {
      int seed = random.nextInt(grid.cells);
      int[] cells =
          IntStream.range(0, grid.cells)
              .filter(
                  cell ->
                      Math.abs(cell % grid.columns - seed % grid.columns) < 6
                          && Math.abs(cell / grid.columns - seed / grid.columns) < 4)
              .toArray();
      PixelMask mask = PixelMask.of(cells, luma, background, new Light(1.1f, -3, 1), 4, grid);
      float vote = GhostTest.vote(mask, luma, background);
      assertThat(vote)
          .as("cells around %d", seed)
          .isCloseTo(PlainTwins.ghost(mask, luma, background), within(0.02f));
      heard += Math.abs(vote) > 0.1f ? 1 : 0;
    }
    assertThat(heard).as("masks with an outline").isGreaterThan(3);
  }
}
