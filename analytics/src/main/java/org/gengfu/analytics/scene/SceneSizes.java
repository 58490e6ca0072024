package org.gengfu.analytics.scene;

import org.gengfu.core.geometry.Box;

/** How large persons and vehicles are in the picture, as far as it is known: to be read only. */
public final class SceneSizes {
  private final SceneScale scale;

  SceneSizes(SceneScale scale) {
    this.scale = scale;
  }

  /** Nothing is known yet of a picture of this shape. */
  public static SceneSizes unknown(int width, int height) {
    return new SceneSizes(new SceneScale(new CellGrid(width, height)));
  }

  /** Height of a person whose feet are on this row, in picture heights; NaN while unknown. */
  public double personHeight(double footRow) {
    return scale.personHeight(footRow);
  }

  /** 1 and more for a vehicle, less for a smaller thing; NaN while unknown. */
  public double vehicleLikeness(Box box) {
    return ThingKind.vehicleLikeness(box, scale);
  }

  /** Side of the square of the same area, in picture heights. */
  public double size(Box box) {
    return scale.size(box);
  }

  /** Height over width as one sees it. */
  public double slimness(Box box) {
    return scale.slimness(box);
  }
}
