package org.gengfu.analytics.motion;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.analytics.kernels.KernelPictures;
import org.gengfu.analytics.scene.LumaPicture;
import org.gengfu.analytics.scene.SceneSizes;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A whole picture through everything that judges what moves. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MotionKernels {
  private static final int WIDTH = KernelPictures.RASTER_WIDTH;
  private static final int HEIGHT = KernelPictures.RASTER_HEIGHT;

  private final KernelPictures pictures = new KernelPictures();
  private final SceneSizes sizes = SceneSizes.unknown(WIDTH, HEIGHT);
  private final MotionStage stage =
      new MotionStage(
          WIDTH, HEIGHT, List.of(Yard.right(ZoneKind.INTRUSION, ZoneSubject.PERSON, 2)));
  private int picture;

  @Benchmark
  public Object wholeMotionStage() {
    int shown = picture;
    picture++;
    return stage.look(
        new LumaPicture(
            WIDTH,
            HEIGHT,
            pictures.raster(KernelPictures.looped(shown)),
            shown * 400_000_000L,
            shown * 400L),
        sizes);
  }
}
