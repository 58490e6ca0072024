package org.gengfu.analytics.scene;

import java.util.List;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;

/** Which rules a thing at rest breaks. Inside means the middle of its lower edge, or just above. */
final class Zones {
  /** The shadow beneath a car is found as a part of it: its lower edge may be this much too low. */
  private static final double SHADOW = 0.12;

  private final List<ZoneRule> rules;
  private final boolean queues;

  Zones(List<ZoneRule> rules) {
    this.rules = rules.stream().filter(rule -> !rule.kind().needsMotion()).toList();
    this.queues = this.rules.stream().anyMatch(rule -> rule.terms().queueTolerated());
  }

  /** True where some rule tolerates queues. */
  boolean queues() {
    return queues;
  }

  /** True where some zone's dwell is over for a thing of this age. */
  boolean anyDue(long ageMillis) {
    for (ZoneRule rule : rules) {
      if (ageMillis >= rule.dwell().toMillis()) {
        return true;
      }
    }
    return false;
  }

  /** True where the thing stands in a zone whose dwell is over within this time. */
  boolean soon(StationaryObject thing, long now, long withinMillis) {
    Point foot = thing.box().bottomCentre();
    return rules.stream()
        .anyMatch(
            rule ->
                now - thing.onsetMillis >= rule.dwell().toMillis() - withinMillis
                    && rule.polygon().contains(foot.x(), foot.y()));
  }

  /** Share of the dwell that is over, of the zone where most of it is; 0 outside of all. */
  double share(StationaryObject thing, long now) {
    Point foot = thing.box().bottomCentre();
    return rules.stream()
        .filter(rule -> rule.polygon().contains(foot.x(), foot.y()))
        .mapToDouble(rule -> (now - thing.onsetMillis) / (double) rule.dwell().toMillis())
        .max()
        .orElse(0);
  }

  /** The rules that the thing breaks now. */
  List<ZoneRule> broken(
      StationaryObject thing,
      SceneScale scale,
      Opinion.Answer answer,
      VehicleQueue queue,
      long now) {
    List<ZoneRule> here =
        rules.stream().filter(rule -> inside(thing.box(), rule.polygon())).toList();
    boolean bothKinds =
        here.stream().map(rule -> rule.kind() == ZoneKind.NO_PARKING).distinct().count() > 1;
    boolean collected =
        here.stream()
            .anyMatch(
                rule -> rule.kind() == ZoneKind.COLLECTION_POINT && rule.holds(thing.onsetMillis));
    return here.stream()
        .filter(rule -> rule.due(thing.onsetMillis, now))
        .filter(rule -> !(collected && rule.kind() == ZoneKind.NO_DUMPING))
        .filter(rule -> concerns(rule, thing, scale, bothKinds, answer))
        .filter(rule -> rule.kind() == ZoneKind.NO_PARKING || leftBehind(thing))
        .filter(
            rule ->
                !rule.terms().queueTolerated()
                    || !queue.holds(thing, rule.polygon(), rule.dwell().toMillis(), now))
        .toList();
  }

  /**
   * Whether it is what the zone forbids: by the second opinion, else by its size. A detector takes
   * boxes and bags for small vehicles now and then, so that size has a veto. What it does not know
   * as a vehicle must be large and clear to count as one: seen from above it knows none. Where
   * nothing is known of sizes, a vehicle must at least have arrived clearly.
   */
  private static boolean concerns(
      ZoneRule rule,
      StationaryObject thing,
      SceneScale scale,
      boolean bothKinds,
      Opinion.Answer answer) {
    boolean parking = rule.kind() == ZoneKind.NO_PARKING;
    if (parking && rule.terms().subject() == ZoneSubject.ANY) {
      return true;
    }
    if (answer == Opinion.Answer.VEHICLE && !ThingKind.tooSmallForVehicle(thing.box(), scale)) {
      return parking;
    }
    boolean clear =
        thing.arrivedClearly() || !Double.isNaN(ThingKind.vehicleLikeness(thing.box(), scale));
    return ThingKind.concerns(rule.kind(), thing.box(), scale, bothKinds)
        && (!parking || (clear && (answer == Opinion.Answer.NONE || thing.prominent())));
  }

  /** The owner is gone; what nobody was seen to bring must speak for itself. */
  private static boolean leftBehind(StationaryObject thing) {
    return thing.owner.gone() && (thing.owner.seen() || thing.prominent());
  }

  /** True while the zone of an episode is there and the thing inside it. */
  boolean holds(StationaryObject.Episode episode, StationaryObject thing) {
    return rules.stream()
        .anyMatch(
            rule -> rule.zoneId().equals(episode.zoneId()) && inside(thing.box(), rule.polygon()));
  }

  private static boolean inside(Box box, Polygon polygon) {
    Point foot = box.bottomCentre();
    return polygon.contains(foot.x(), foot.y())
        || polygon.contains(foot.x(), foot.y() - SHADOW * box.height());
  }
}
