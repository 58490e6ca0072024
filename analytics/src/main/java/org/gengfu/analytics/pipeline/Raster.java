package org.gengfu.analytics.pipeline;

import org.gengfu.core.threads.PerThread;
import org.jspecify.annotations.Nullable;

/** The raster of the picture at hand: a thread has one of a size, whichever camera it serves. */
final class Raster {
  private static final PerThread<Integer, Raster> RASTERS = new PerThread<>(Raster::new);

  final byte[] pixels;
  private @Nullable SceneWatch owner;
  private long nanos;

  private Raster(int size) {
    this.pixels = new byte[size];
  }

  /** This thread's, of so many pixels. */
  static Raster ofThread(int size) {
    return RASTERS.of(size);
  }

  /**
   * Whether it has to be filled with the picture that this camera shows at this time; from now on
   * it counts as filled with it.
   */
  boolean isNew(SceneWatch camera, long streamNanos) {
    boolean same = owner == camera && nanos == streamNanos;
    owner = camera;
    nanos = streamNanos;
    return !same;
  }

  /** What it shows is of no more use. */
  void forget() {
    owner = null;
  }
}
