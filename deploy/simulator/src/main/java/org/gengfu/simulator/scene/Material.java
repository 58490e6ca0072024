package org.gengfu.simulator.scene;

/** The looks of a surface. */
@FunctionalInterface
interface Material {
  /** Sets colour, glow and gloss at a place of the surface, in metres; v is up, or away. */
  void paint(double u, double v, Surface out);
}
