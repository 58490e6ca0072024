package org.gengfu.analytics.scene;

import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.ZoneKind;

/** What a thing at rest can be, by its size against the persons and vehicles of the place. */
final class ThingKind {
  /** Seen from the front a car is 1.8 m × 1.5 m, a person 1.7 m: its size is 0.96 heights. */
  private static final double MIN_VEHICLE_PER_PERSON = 0.72;

  private static final double MIN_VEHICLE_PER_VEHICLE = 0.6;

  /** A lorry is this much larger than a car; what is larger still says that the scale is wrong. */
  private static final double MAX_VEHICLE_PER_VEHICLE = 2.5;

  /** Without any scale: picture heights between which both are possible. */
  private static final double SURELY_OBJECT = 0.12;

  private static final double SURELY_VEHICLE = 0.3;
  private static final double LIKELIER_VEHICLE = 0.14;

  /** A motorcycle has two thirds of a small car's size; what is smaller is none of both. */
  private static final double TOO_SMALL_LIKENESS = 0.6;

  private static final double TOO_SMALL_SIZE = 0.09;

  private ThingKind() {}

  /** True where the thing can be what the zone forbids. */
  static boolean concerns(ZoneKind zone, Box box, SceneScale scale, boolean bothKindsHere) {
    double likeness = vehicleLikeness(box, scale);
    if (Double.isNaN(likeness)) {
      double size = scale.size(box);
      double border =
          bothKindsHere
              ? LIKELIER_VEHICLE
              : zone == ZoneKind.NO_PARKING ? SURELY_OBJECT : SURELY_VEHICLE;
      likeness = size / border;
    }
    return (likeness >= 1) == (zone == ZoneKind.NO_PARKING);
  }

  /** 1 and more for a vehicle, less for an object; NaN where nothing is known to compare with. */
  static double vehicleLikeness(Box box, SceneScale scale) {
    double foot = box.y() + box.height();
    double size = scale.size(box);
    double near = scale.personHeightNear(foot);
    if (!Double.isNaN(near)) {
      return size / near / MIN_VEHICLE_PER_PERSON;
    }
    double byPersons = size / scale.personHeight(foot) / MIN_VEHICLE_PER_PERSON;
    double ratio = size / scale.vehicleSize(foot);
    double byVehicles =
        ratio > MAX_VEHICLE_PER_VEHICLE ? Double.NaN : ratio / MIN_VEHICLE_PER_VEHICLE;
    if (Double.isNaN(byPersons) || Double.isNaN(byVehicles)) {
      return Double.isNaN(byPersons) ? byVehicles : byPersons;
    }
    // Both from afar: the errors of the two are not the same.
    return Math.sqrt(byPersons * byVehicles);
  }

  /** True where even a small vehicle is much larger here. */
  static boolean tooSmallForVehicle(Box box, SceneScale scale) {
    double likeness = vehicleLikeness(box, scale);
    return Double.isNaN(likeness)
        ? scale.size(box) < TOO_SMALL_SIZE
        : likeness < TOO_SMALL_LIKENESS;
  }

  /** As tall as people here and as slim. */
  static boolean personShaped(Box box, SceneScale scale) {
    double person = scale.personHeight(box.y() + box.height());
    boolean slim = scale.slimness(box) >= 1.6;
    boolean tall =
        Double.isNaN(person) || (box.height() >= 0.7 * person && box.height() <= 1.4 * person);
    return slim && tall;
  }
}
