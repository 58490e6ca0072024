package org.gengfu.analytics.activity;

import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.kernels.KernelPictures;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The change detector beside the plain words for it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ActivityKernels {
  private final KernelPictures pictures = new KernelPictures();
  private final ChangeDetector detector = new ChangeDetector();
  private final ChangeTwin twin = new ChangeTwin(KernelPictures.WIDTH, KernelPictures.HEIGHT);
  private int picture;

  @Setup
  public void zones() {
    detector.zones(ChangeTwinTest.EVERYWHERE);
  }

  @Benchmark
  public Object changeDetector() {
    return detector.look(
        pictures.plane(KernelPictures.looped(picture++)),
        KernelPictures.WIDTH,
        KernelPictures.WIDTH,
        KernelPictures.HEIGHT);
  }

  @Benchmark
  public Object changeDetectorScalar() {
    return twin.look(pictures.plane(KernelPictures.looped(picture++)), KernelPictures.WIDTH);
  }
}
