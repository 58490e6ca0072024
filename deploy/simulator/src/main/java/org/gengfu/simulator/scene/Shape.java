package org.gengfu.simulator.scene;

/** A solid thing that stands still. */
interface Shape {
  /** How far along the ray it is met, less than {@code limit}; else {@code limit}. */
  double meet(Ray ray, double limit);

  /** What is found where the ray meets it. */
  void surface(Ray ray, double distance, Surface out);

  /** A ball around it: centre x, y, z and radius. */
  double[] bounds();
}
