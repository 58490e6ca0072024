package org.gengfu.analytics.scene;

import org.gengfu.core.threads.PerThread;

/**
 * What is worked out of one picture and not needed for the next: kept once a thread and raster, not
 * once a camera, so that eighty cameras take no memory for it and find it in the processor's cache.
 * Valid until the thread takes up another picture.
 */
final class Workbench {
  private static final PerThread<CellGrid.Size, Workbench> OURS =
      new PerThread<>(size -> new Workbench(new CellGrid(size.width(), size.height())));

  /** Of the picture. */
  final WindowStatistics statistics;

  /** Of the background. */
  final WindowSums sums;

  /** Mean luma of the background in each cell's window. */
  final float[] mean;

  /** How unlike picture and background are in each cell. */
  final float[] distance;

  final SoftLight softLight;
  final CandidateBlobs blobs;
  final Surroundings surroundings;

  /** Groups of neighbours. */
  final CellGroups neighbours;

  /** Groups of cells that may be parts of one body. */
  final CellGroups parts;

  private Workbench(CellGrid grid) {
    this.statistics = new WindowStatistics(grid);
    this.sums = new WindowSums(grid);
    this.mean = new float[grid.cells];
    this.distance = new float[grid.cells];
    this.softLight = new SoftLight(grid);
    this.blobs = new CandidateBlobs(grid);
    this.surroundings = new Surroundings(grid);
    this.neighbours = new CellGroups(grid, 1);
    this.parts = new CellGroups(grid, Foreground.REACH);
  }

  /** This thread's for rasters of the grid's size. */
  static Workbench of(CellGrid grid) {
    return OURS.of(grid.size);
  }
}
