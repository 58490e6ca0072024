package org.gengfu.analytics.scene;

import java.util.HashMap;
import java.util.Map;

/**
 * What is worked out of one picture and not needed for the next: kept once a thread and raster, not
 * once a camera, so that eighty cameras take no memory for it and find it in the processor's cache.
 * Valid until the thread takes up another picture.
 */
final class Workbench {
  /** Rasters of cameras differ in height alone; more than these are made anew. */
  private static final int MOST_RASTERS = 8;

  private static final ThreadLocal<Map<Long, Workbench>> OURS =
      ThreadLocal.withInitial(HashMap::new);

  /** Of the picture. */
  final WindowStatistics statistics;

  /** Of the background. */
  final WindowSums sums;

  /** Mean luma of the background in each cell's window. */
  final float[] mean;

  /** How unlike picture and background are in each cell. */
  final float[] distance;

  private Workbench(CellGrid grid) {
    this.statistics = new WindowStatistics(grid);
    this.sums = new WindowSums(grid);
    this.mean = new float[grid.cells];
    this.distance = new float[grid.cells];
  }

  /** This thread's for rasters of the grid's size. */
  static Workbench of(CellGrid grid) {
    Map<Long, Workbench> ours = OURS.get();
    long size = ((long) grid.width << Integer.SIZE) | grid.height;
    Workbench bench = ours.get(size);
    if (bench == null) {
      if (ours.size() >= MOST_RASTERS) {
        ours.clear();
      }
      bench = new Workbench(grid);
      ours.put(size, bench);
    }
    return bench;
  }
}
