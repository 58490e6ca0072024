package org.gengfu.analytics.health;

import static org.bytedeco.opencv.global.opencv_core.CV_16SC1;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;

import java.nio.ShortBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gengfu.analytics.kernels.KernelPictures;
import org.gengfu.analytics.kernels.OpenCv;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The kernels of the picture's health, each beside its twin, and a whole look at a picture. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HealthKernels {
  private static final int WIDTH = KernelPictures.RASTER_WIDTH;
  private static final int HEIGHT = KernelPictures.RASTER_HEIGHT;
  private static final int HALF_WIDTH = WIDTH / 2;
  private static final int HALF_HEIGHT = HEIGHT / 2;
  private static final Instant START = Instant.parse("2026-11-26T02:00:00Z");

  private final KernelPictures pictures = new KernelPictures();
  private final HealthTwins twins = new HealthTwins(WIDTH, HEIGHT);
  private final byte[] luma = pictures.raster(KernelPictures.COUNT - 1);
  private final byte[] before = pictures.raster(KernelPictures.COUNT - 2);
  private final byte[] half = new byte[HALF_WIDTH * HALF_HEIGHT];
  private final Noise noise = new Noise();
  private final Edges edges = new Edges(HALF_WIDTH, HALF_HEIGHT);
  private final Blocks blocks = new Blocks();
  private final Reference reference = new Reference(HALF_WIDTH, HALF_HEIGHT);
  private final PictureProbe probe = new PictureProbe();
  private final PictureHealth health = new PictureHealth(kind -> false, null);
  private int picture;
  private boolean turn;

  private final Mat lumaMat = OpenCv.luma(luma, WIDTH, HEIGHT);
  private final Mat beforeMat = OpenCv.luma(before, WIDTH, HEIGHT);
  private final Mat halfMat = new Mat();
  private final Mat foundCosine = new Mat(HALF_HEIGHT, HALF_WIDTH, CV_16SC1);
  private final Mat foundSine = new Mat(HALF_HEIGHT, HALF_WIDTH, CV_16SC1);
  private final Mat foundCosines = new Mat();
  private final Mat foundSines = new Mat();
  private final Mat knownCosines = new Mat();
  private final Mat knownSines = new Mat();

  /** Something is known of the place, and a picture waits to be compared with it. */
  @Setup
  public void learn() {
    Edges.halve(luma, WIDTH, half, HALF_WIDTH, HALF_HEIGHT);
    OpenCv.luma(half, HALF_WIDTH, HALF_HEIGHT).copyTo(halfMat);
    edges.find(half);
    blocks.measure(half, HALF_WIDTH, HALF_HEIGHT, 1);
    for (int i = 0; i < 10; i++) {
      reference.learn(blocks, edges, 1);
    }
    foundCosine.<ShortBuffer>createBuffer().put(edges.cosine);
    foundSine.<ShortBuffer>createBuffer().put(edges.sine);
    foundCosine.convertTo(foundCosines, CV_32F);
    foundSine.convertTo(foundSines, CV_32F);
    foundCosine.convertTo(knownCosines, CV_32F);
    foundSine.convertTo(knownSines, CV_32F);
  }

  @Benchmark
  public Object exposure() {
    return Exposure.of(luma, luma.length);
  }

  @Benchmark
  public Object exposureOpenCv() {
    return twins.exposure(lumaMat);
  }

  @Benchmark
  public double noiseOfPicture() {
    turn = !turn;
    return noise.look(turn ? luma : before, WIDTH, HEIGHT);
  }

  @Benchmark
  public double noiseOfPictureOpenCv() {
    return twins.noise(lumaMat, beforeMat);
  }

  @Benchmark
  public Object halving() {
    Edges.halve(luma, WIDTH, half, HALF_WIDTH, HALF_HEIGHT);
    return half;
  }

  @Benchmark
  public Object halvingOpenCv() {
    twins.halve(lumaMat);
    return twins.half;
  }

  @Benchmark
  public int edgeDirections() {
    edges.find(half);
    return edges.count;
  }

  @Benchmark
  public int edgeDirectionsOpenCv() {
    return twins.edges(halfMat);
  }

  @Benchmark
  public Object blockTexture() {
    blocks.measure(half, HALF_WIDTH, HALF_HEIGHT, 1);
    return blocks.texture;
  }

  @Benchmark
  public Object blockTextureOpenCv() {
    twins.blocks(halfMat);
    return twins.blockTexture;
  }

  @Benchmark
  public double sharpness() {
    return Sharpness.of(luma, WIDTH, HEIGHT, 1);
  }

  @Benchmark
  public double sharpnessOpenCv() {
    return twins.sharpness(lumaMat, 1);
  }

  @Benchmark
  public Object referenceLearning() {
    reference.learn(blocks, edges, 1);
    return reference.cosine;
  }

  @Benchmark
  public Object referenceLearningOpenCv() {
    twins.learn(foundCosine, foundSine, knownCosines, knownSines, 0.001);
    return knownCosines;
  }

  @Benchmark
  public double referenceFit() {
    return reference.fit(edges, 0, 0, 1);
  }

  @Benchmark
  public double referenceFitOpenCv() {
    return twins.fit(knownCosines, knownSines, foundCosines, foundSines);
  }

  /** A decoded picture through everything that judges its health. */
  @Benchmark
  public Object wholePictureHealth() {
    int shown = picture;
    picture++;
    health.look(
        probe.take(
            pictures.plane(KernelPictures.looped(shown)),
            KernelPictures.WIDTH,
            KernelPictures.WIDTH,
            KernelPictures.HEIGHT,
            false,
            START.plusSeconds(2L * shown)));
    return health;
  }
}
