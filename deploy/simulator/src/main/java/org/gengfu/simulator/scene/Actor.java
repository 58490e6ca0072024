package org.gengfu.simulator.scene;

/** Something that is drawn anew in every picture. */
interface Actor {
  /** Where it is; null while it is not there. */
  Motion motion();

  /** Draws it at this place; its shadow is drawn by {@link #castShadow}. */
  void draw(Brush brush, Pose pose, double seconds);

  /** Draws what it keeps from the light, on the ground. */
  void castShadow(Brush brush, Pose pose, double seconds);

  /** Whether it drives with lights on when it is dark. */
  default boolean headlights() {
    return false;
  }
}
