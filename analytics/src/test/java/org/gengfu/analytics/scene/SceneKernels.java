package org.gengfu.analytics.scene;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.accumulateWeighted;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.gengfu.analytics.kernels.KernelPictures;
import org.gengfu.analytics.kernels.OpenCv;
import org.gengfu.core.village.ZoneKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The kernels of the scene model, each beside its twin, and a whole picture through the model. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SceneKernels {
  private static final int WIDTH = KernelPictures.RASTER_WIDTH;
  private static final int HEIGHT = KernelPictures.RASTER_HEIGHT;
  private static final int LAST = KernelPictures.COUNT - 1;
  private static final int SHARE = Background.rate(2);

  private final KernelPictures pictures = new KernelPictures();
  private final CellGrid grid = new CellGrid(WIDTH, HEIGHT);
  private final SceneTwins twins = new SceneTwins(grid);
  private final byte[] luma = pictures.raster(LAST);
  private final byte[] before = pictures.raster(LAST - 1);
  private final ByteBuffer plane = pictures.plane(LAST);
  private final float[] means = new float[grid.cells];
  private final float[] variances = new float[grid.cells];

  private final RasterReducer reducer =
      new RasterReducer(KernelPictures.WIDTH, KernelPictures.HEIGHT);
  private final byte[] raster = new byte[WIDTH * HEIGHT];
  private final WindowStatistics statistics = new WindowStatistics(grid);
  private final Background background = new Background(grid);
  private final NoiseEstimate noise = new NoiseEstimate(grid);
  private final CandidateBlobs blobs = new CandidateBlobs(grid);
  private final CellGroups groups = new CellGroups(grid, 2);
  private final SceneModel model = new SceneModel(grid);
  private final boolean[] standing = new boolean[grid.cells];
  private final boolean[] open = new boolean[grid.cells];
  private final boolean[] matches = new boolean[grid.cells];
  private int[] car = new int[0];
  private PixelMask carMask = PixelMask.of(new int[] {0}, luma, background, Light.SAME, 4, grid);
  private long now;

  private final SceneAnalyzer analyzer =
      new SceneAnalyzer(
          WIDTH,
          HEIGHT,
          List.of(
              Street.zone("parking", ZoneKind.NO_PARKING, 30),
              Street.zone("waste", ZoneKind.NO_DUMPING, 30)));
  private int picture;

  private final Mat planeMat =
      OpenCv.rows(plane, KernelPictures.WIDTH, KernelPictures.WIDTH, 0, 1, KernelPictures.HEIGHT);
  private final Mat lumaMat = OpenCv.luma(luma, WIDTH, HEIGHT);
  private final Mat beforeMat = OpenCv.luma(before, WIDTH, HEIGHT);
  private final Mat rasterMat = new Mat(HEIGHT, WIDTH, CV_8UC1);
  private final Mat backgroundMat = new Mat(HEIGHT, WIDTH, CV_16SC1);
  private final Mat followingMat = new Mat();
  private final Mat everywhere = Mat.ones(HEIGHT, WIDTH, CV_8UC1).asMat();
  private final Size rasterSize = new Size(WIDTH, HEIGHT);

  /** A scene in which a car and two bags have stood for a while, and somebody walks. */
  @Setup
  public void watch() {
    for (int i = 0; i < LAST; i++) {
      long last = now;
      now += 2_000;
      model.observe(pictures.raster(i), now, last);
      model.learn(2);
      model.remember();
    }
    background.start(before);
    statistics.measure(luma);
    background.compare(luma, statistics, 4);
    for (int cell = 0; cell < grid.cells; cell++) {
      matches[cell] = background.distance[cell] < CellCorrelation.SAME;
    }
    backgroundMat.<ShortBuffer>createBuffer().put(background.pixels);
    beforeMat.convertTo(followingMat, CV_32F);
    for (Blob blob : blobs.find(model.memory, now)) {
      for (int cell : blob.cells()) {
        standing[cell] = true;
      }
      if (blob.cells().length > car.length) {
        car = blob.cells();
      }
    }
    carMask = PixelMask.of(car, luma, model.background, Light.SAME, 4, grid);
  }

  @Benchmark
  public Object rasterReduction() {
    reducer.reduce(plane, KernelPictures.WIDTH, raster);
    return raster;
  }

  @Benchmark
  public Object rasterReductionOpenCv() {
    resize(planeMat, rasterMat, rasterSize, 0, 0, INTER_AREA);
    return rasterMat;
  }

  @Benchmark
  public Object windowStatistics() {
    statistics.measure(luma);
    return statistics;
  }

  @Benchmark
  public Object windowStatisticsOpenCv() {
    twins.statistics(lumaMat, means, variances);
    return variances;
  }

  @Benchmark
  public Object cellCorrelation() {
    background.compare(luma, statistics, 4);
    return background.distance;
  }

  @Benchmark
  public Object cellCorrelationOpenCv() {
    twins.compare(lumaMat, backgroundMat, statistics, 4, means, variances);
    return variances;
  }

  @Benchmark
  public float noiseEstimate() {
    noise.measure(luma, before);
    return noise.variance();
  }

  @Benchmark
  public float noiseEstimateOpenCv() {
    return twins.noise(lumaMat, beforeMat);
  }

  @Benchmark
  public Object backgroundUpdate() {
    for (int row = 0; row < grid.rows; row++) {
      background.blend(row * grid.columns, grid.columns, luma, SHARE);
    }
    return background.pixels;
  }

  @Benchmark
  public Object backgroundUpdateOpenCv() {
    accumulateWeighted(lumaMat, followingMat, SHARE / 65_536.0, everywhere);
    return followingMat;
  }

  @Benchmark
  public Object candidateBlobs() {
    return blobs.find(model.memory, now);
  }

  @Benchmark
  public Object candidateBlobsOpenCv() {
    twins.groups(standing, 1);
    return twins.label;
  }

  @Benchmark
  public int foregroundGroups() {
    System.arraycopy(standing, 0, open, 0, open.length);
    int found = 0;
    for (int cell = 0; cell < grid.cells; cell++) {
      if (open[cell]) {
        found += groups.take(cell, open).length;
      }
    }
    return found;
  }

  @Benchmark
  public int foregroundGroupsOpenCv() {
    return twins.groups(standing, 2);
  }

  @Benchmark
  public Object pixelMaskOfTheCar() {
    return PixelMask.of(car, luma, model.background, Light.SAME, 4, grid);
  }

  @Benchmark
  public Object pixelMaskOfTheCarScalar() {
    return PlainTwins.inside(car, luma, model.background, Light.SAME, 4, grid);
  }

  @Benchmark
  public Object lightFit() {
    return Light.fit(background.mean, statistics.mean, matches);
  }

  @Benchmark
  public Object lightFitScalar() {
    return PlainTwins.light(background.mean, statistics.mean, matches);
  }

  @Benchmark
  public float ghostTestOfTheCar() {
    return GhostTest.vote(carMask, luma, model.background);
  }

  @Benchmark
  public float ghostTestOfTheCarScalar() {
    return PlainTwins.ghost(carMask, luma, model.background);
  }

  /** A picture through everything that judges what stays. */
  @Benchmark
  public Object wholeSceneModel() {
    int shown = picture;
    picture++;
    return analyzer.analyze(
        new LumaPicture(
            WIDTH,
            HEIGHT,
            pictures.raster(KernelPictures.looped(shown)),
            shown * 2_000_000_000L,
            shown * 2_000L));
  }
}
