package org.gengfu.analytics.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * Who may not be recognised in an evidence picture.
 *
 * @param people where people are, also such as only may be people
 * @param vehicles what moves and is known as a vehicle
 * @param sharp whether an admin wants people sharp
 */
public record Anonymity(List<Box> people, List<Box> vehicles, boolean sharp) {
  /** Everybody may be seen. */
  public static final Anonymity NONE = new Anonymity(List.of(), List.of(), true);

  /** So much of a vehicle's box and the one of an episode in common makes them the same. */
  private static final double SAME = 0.3;

  public Anonymity {
    people = List.copyOf(people);
    vehicles = List.copyOf(vehicles);
  }

  /**
   * What is pixelated.
   *
   * @param box what the picture is about; null for nothing
   * @param somebody whether that is who moves there, and no thing
   */
  public List<Box> places(@Nullable Box box, boolean somebody) {
    if (sharp) {
      return List.of();
    }
    List<Box> all = new ArrayList<>(people);
    if (box != null && hides(box, somebody)) {
      all.add(box);
    }
    return all;
  }

  /**
   * What stays sharp though people may be near: a thing that was left, a vehicle; null for none.
   */
  public @Nullable Box kept(@Nullable Box box, boolean somebody) {
    return box == null || hides(box, somebody) ? null : box;
  }

  private boolean hides(Box box, boolean somebody) {
    return !sharp
        && somebody
        && vehicles.stream().noneMatch(vehicle -> vehicle.intersectionOverUnion(box) > SAME);
  }
}
