package org.gengfu.simulator.scene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A film of one place: its backdrop, and everybody who moves before it. */
final class PlaceFilm implements Film {
  private static final double SHADOW = 0.52;
  private static final double CONTACT = 0.3;

  /** Things that stand at a depth hide behind what is nearer than that by more than this. */
  private static final double TOLERANCE_METRES = 0.6;

  private record Present(Actor actor, Pose pose, double depth) {}

  private final Backdrop backdrop;
  private final Lens lens;
  private final Light light;
  private final List<Actor> actors;
  private final OnScreen onScreen;
  private final double seconds;
  private final int framesPerSecond;
  private final Brush brush;
  private final Headlights headlights;
  private final Sensor sensor;
  private final int[] rgb;

  PlaceFilm(
      Setting setting, List<Actor> actors, OnScreen onScreen, double seconds, int framesPerSecond) {
    this.backdrop = setting.backdrop();
    this.lens = setting.lens();
    this.light = setting.light();
    this.actors = List.copyOf(actors);
    this.onScreen = onScreen;
    this.seconds = seconds;
    this.framesPerSecond = framesPerSecond;
    this.brush = new Brush(lens, new Illumination(setting.stage(), light));
    this.headlights = new Headlights(backdrop, lens);
    this.sensor = new Sensor(light.noise(), (int) (seconds * 31));
    this.rgb = new int[backdrop.rgb.length];
  }

  @Override
  public int width() {
    return backdrop.width;
  }

  @Override
  public int height() {
    return backdrop.height;
  }

  @Override
  public int framesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public int frames() {
    return (int) Math.round(seconds * framesPerSecond);
  }

  @Override
  public void draw(int frame, I420 into) {
    sensor.expose(paint(frame), into);
  }

  /** The picture without noise, valid until the next call. */
  int[] paint(int frame) {
    double now = (double) frame / framesPerSecond;
    System.arraycopy(backdrop.rgb, 0, rgb, 0, rgb.length);
    List<Present> present = present(now);
    if (light.dark()) {
      present.stream()
          .filter(one -> one.actor().headlights())
          .forEach(one -> headlights.light(rgb, one.pose(), 1.6));
    }
    for (Present one : present) {
      brush.begin(one.pose().x(), one.pose().z());
      one.actor().castShadow(brush, one.pose(), now);
      brush.lay(this::darken);
    }
    for (Present one : present) {
      brush.begin(one.pose().x(), one.pose().z());
      one.actor().draw(brush, one.pose(), now);
      float limit = (float) (one.depth() - TOLERANCE_METRES);
      brush.lay((at, alpha, colour) -> cover(at, alpha, colour, limit));
    }
    if (light.rain()) {
      Rain.fall(rgb, width(), height(), frame);
    }
    onScreen.write(rgb, width(), height(), now);
    return rgb;
  }

  private List<Present> present(double now) {
    List<Present> present = new ArrayList<>();
    for (Actor actor : actors) {
      Pose pose = actor.motion().at(now);
      if (pose != null && lens.depth(0, pose.z()) > 1.5) {
        present.add(new Present(actor, pose, lens.depth(0, pose.z())));
      }
    }
    present.sort(Comparator.comparingDouble(Present::depth).reversed());
    return present;
  }

  /**
   * A shadow falls on ground that the sun reaches; elsewhere only what is below a thing is darker.
   */
  private void darken(int at, int alpha, int ignored) {
    if (backdrop.worldY[at] > 0.3) {
      return;
    }
    boolean sunny = !light.dark() && light.sunColour()[0] >= 0.4 && backdrop.sunny[at];
    int keep = 256 - (int) ((sunny ? SHADOW : CONTACT) * alpha * 256 / 255);
    int pixel = rgb[at];
    rgb[at] =
        (((pixel >> 16 & 0xff) * keep) >> 8) << 16
            | (((pixel >> 8 & 0xff) * keep) >> 8) << 8
            | (((pixel & 0xff) * keep) >> 8);
  }

  private void cover(int at, int alpha, int colour, float limit) {
    // Nothing hides behind the flat ground, though the near end of a vehicle is nearer than it.
    if (backdrop.depth[at] < limit && backdrop.worldY[at] > 0.05) {
      return;
    }
    int pixel = rgb[at];
    int rest = 255 - alpha;
    int red = ((pixel >> 16 & 0xff) * rest + (colour >> 16 & 0xff) * alpha) / 255;
    int green = ((pixel >> 8 & 0xff) * rest + (colour >> 8 & 0xff) * alpha) / 255;
    int blue = ((pixel & 0xff) * rest + (colour & 0xff) * alpha) / 255;
    rgb[at] = red << 16 | green << 8 | blue;
  }
}
