package org.gengfu.simulator.scene;

import java.util.List;

/** A place of the village that a camera looks at. */
interface Place {
  /** What the camera writes into its picture. */
  String name();

  Lens lens(int width, int height);

  /** What stands there. */
  Stage stage();

  /** Ordinary life, a loop of so many seconds. */
  List<Actor> traffic(double loopSeconds, Light light);

  /** Corners on the ground, x and z, of what should be kept free here. */
  List<double[]> zone();
}
