package org.gengfu.simulator.scene;

import java.util.ArrayList;
import java.util.List;

/** The flat ground: areas of different cover, the later ones over the earlier ones. */
final class Ground {
  private record Area(double[] xs, double[] zs, double[] box, Material material) {
    boolean contains(double x, double z) {
      if (x < box[0] || x > box[1] || z < box[2] || z > box[3]) {
        return false;
      }
      boolean inside = false;
      for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
        if (zs[i] > z != zs[j] > z && x < (xs[j] - xs[i]) * (z - zs[i]) / (zs[j] - zs[i]) + xs[i]) {
          inside = !inside;
        }
      }
      return inside;
    }
  }

  private final Material base;
  private final List<Area> areas = new ArrayList<>();

  Ground(Material base) {
    this.base = base;
  }

  /**
   * Covers an area.
   *
   * @param corners x, z, x, z, …
   */
  void cover(Material material, double... corners) {
    double[] xs = new double[corners.length / 2];
    double[] zs = new double[corners.length / 2];
    double[] box = {Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < xs.length; i++) {
      xs[i] = corners[2 * i];
      zs[i] = corners[2 * i + 1];
      box[0] = Math.min(box[0], xs[i]);
      box[1] = Math.max(box[1], xs[i]);
      box[2] = Math.min(box[2], zs[i]);
      box[3] = Math.max(box[3], zs[i]);
    }
    areas.add(new Area(xs, zs, box, material));
  }

  void surface(double x, double z, Surface out) {
    out.normal(0, 1, 0);
    for (int i = areas.size() - 1; i >= 0; i--) {
      if (areas.get(i).contains(x, z)) {
        areas.get(i).material().paint(x, z, out);
        return;
      }
    }
    base.paint(x, z, out);
  }
}
