package org.gengfu.analytics.scene;

import java.util.List;
import org.gengfu.core.geometry.Box;

/**
 * What an analyzer holds of its last picture, for people who want to see why something is raised or
 * is not.
 *
 * @param width of the raster in pixels
 * @param height of the raster in pixels
 * @param background luma of the place without anything, row by row
 * @param columns cells in a row of {@code cells}
 * @param cells what each cell shows
 * @param things what stays
 * @param moving where something moves, or stands without being at rest
 */
@SuppressWarnings("ArrayRecordComponent") // made for one picture, never compared
public record SceneView(
    int width,
    int height,
    byte[] background,
    int columns,
    List<Shows> cells,
    List<Thing> things,
    List<Box> moving) {
  public SceneView {
    cells = List.copyOf(cells);
    things = List.copyOf(things);
    moving = List.copyOf(moving);
  }

  /** What a cell shows. */
  public enum Shows {
    BACKGROUND,
    /** A look that has been there for a while. */
    REMEMBERED,
    /** Something new, or something that moves. */
    UNKNOWN
  }

  /**
   * Something that stays.
   *
   * @param box its pixels
   * @param ageSeconds at rest for
   * @param dwell share of the shortest dwell that is over, of the zones that it stands in; 0
   *     outside of all
   * @param verdict why it is or is not raised
   * @param vote 1 has arrived, −1 has left
   * @param still pairs of pictures in which it did not move, of {@code pairs}
   * @param pairs of pictures in which it was in sight
   * @param opinion what the detector says; empty where it was not asked
   * @param raised whether it is raised
   */
  public record Thing(
      Box box,
      double ageSeconds,
      double dwell,
      String verdict,
      double vote,
      int still,
      int pairs,
      String opinion,
      boolean raised) {}
}
