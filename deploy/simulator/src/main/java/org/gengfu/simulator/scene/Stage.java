package org.gengfu.simulator.scene;

import java.util.ArrayList;
import java.util.List;

/** A place without people: its ground, its solid things and its street lamps. */
final class Stage {
  /** A street lamp's light: where it hangs, and its colour in linear light. */
  record Lamp(double x, double y, double z, double red, double green, double blue) {}

  final Ground ground;
  final List<Lamp> lamps = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final List<double[]> bounds = new ArrayList<>();

  Stage(Ground ground) {
    this.ground = ground;
  }

  void add(Shape shape) {
    shapes.add(shape);
    bounds.add(shape.bounds());
  }

  int size() {
    return shapes.size();
  }

  Shape shape(int index) {
    return shapes.get(index);
  }

  double[] bounds(int index) {
    return bounds.get(index);
  }

  /** Whether anything stands between a place and a far light in this direction of length 1. */
  boolean shaded(Ray ray) {
    for (int i = 0; i < shapes.size(); i++) {
      double[] ball = bounds.get(i);
      double ox = ball[0] - ray.ox;
      double oy = ball[1] - ray.oy;
      double oz = ball[2] - ray.oz;
      double along = ox * ray.dx + oy * ray.dy + oz * ray.dz;
      double off = ox * ox + oy * oy + oz * oz - along * along;
      double radius = ball[3];
      if (off < radius * radius
          && along > -radius
          && shapes.get(i).meet(ray, Double.MAX_VALUE) < Double.MAX_VALUE) {
        return true;
      }
    }
    return false;
  }
}
