package org.gengfu.analytics.activity;

import java.util.List;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;
import org.jspecify.annotations.Nullable;

/** Which cameras may see what a sensor has noticed. */
public final class NearbyCameras {
  /** About as far as a street camera sees a person well. */
  static final double REACH_METRES = 80;

  private static final double METRES_PER_DEGREE = 111_320;

  private NearbyCameras() {}

  /**
   * Ids of the cameras within reach of a sensor; where either has no place on the map, those in its
   * grid.
   */
  public static List<String> of(Village village, Sensor sensor) {
    return village.cameras().stream()
        .filter(Camera::enabled)
        .filter(camera -> near(camera, sensor))
        .map(Camera::id)
        .toList();
  }

  private static boolean near(Camera camera, Sensor sensor) {
    Location one = camera.location();
    Location other = sensor.location();
    return (one != null && other != null)
        ? metres(one, other) <= REACH_METRES
        : sameGrid(camera.gridId(), sensor.gridId());
  }

  private static boolean sameGrid(@Nullable String one, @Nullable String other) {
    return one != null && one.equals(other);
  }

  /** Flat enough for a village. */
  private static double metres(Location one, Location other) {
    double north = one.latitude() - other.latitude();
    double east = (one.longitude() - other.longitude()) * Math.cos(Math.toRadians(one.latitude()));
    return Math.hypot(north, east) * METRES_PER_DEGREE;
  }
}
