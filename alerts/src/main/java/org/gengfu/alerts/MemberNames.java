package org.gengfu.alerts;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gengfu.core.cases.Observation.FaultSource;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Village;

/** Names of several cameras or sensors in one line. */
final class MemberNames {
  private static final int FEW = 3;

  /** Room that a note leaves for names. */
  private static final int MOST = 60;

  private MemberNames() {}

  /** The first three, and how many they are. */
  static String few(Village village, FaultSource source) {
    return joined(village, source, FEW);
  }

  /** All of them; past {@value #MOST} only how many there are. */
  static String all(Village village, FaultSource source) {
    return joined(village, source, MOST);
  }

  private static String joined(Village village, FaultSource source, int most) {
    List<String> sensors = source.fault().sensorIds();
    return sensors.isEmpty()
        ? joined(
            source, source.cameraIds(), id -> village.camera(id).map(Camera::name).orElse(id), most)
        : joined(source, sensors, id -> village.sensor(id).map(Sensor::name).orElse(id), most);
  }

  private static String joined(
      FaultSource source, List<String> ids, Function<String, String> name, int most) {
    String names = ids.stream().limit(most).map(name).collect(Collectors.joining("、"));
    return ids.size() > most ? names + " … (" + source.fault().count() + ")" : names;
  }
}
