package org.gengfu.simulator.scene;

/** A place, the camera that looks at it, and its light; drawn once for all films of it. */
record Setting(Stage stage, Lens lens, Light light, Backdrop backdrop) {
  static Setting of(Stage stage, Lens lens, Light light) {
    return new Setting(stage, lens, light, new Backdrop(stage, lens, light));
  }
}
