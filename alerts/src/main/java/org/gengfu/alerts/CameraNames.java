package org.gengfu.alerts;

import java.util.List;
import java.util.stream.Collectors;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Village;

/** Names of several cameras in one line. */
final class CameraNames {
  private static final int FEW = 3;

  /** Room that a note leaves for names. */
  private static final int MOST = 60;

  private CameraNames() {}

  /** The first three, and how many they are. */
  static String few(Village village, List<String> ids) {
    return joined(village, ids, FEW);
  }

  /** All of them; past {@value #MOST} only how many there are. */
  static String all(Village village, List<String> ids) {
    return joined(village, ids, MOST);
  }

  private static String joined(Village village, List<String> ids, int most) {
    String names =
        ids.stream()
            .limit(most)
            .map(id -> village.camera(id).map(Camera::name).orElse(id))
            .collect(Collectors.joining("、"));
    return ids.size() > most ? names + " … (" + ids.size() + ")" : names;
  }
}
