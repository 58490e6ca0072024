package org.gengfu.analytics.scene;

import java.util.List;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.village.ZoneKind;

/** Which rules a thing at rest breaks. Inside means the middle of its lower edge. */
final class Zones {
  private final List<ZoneRule> rules;

  Zones(List<ZoneRule> rules) {
    this.rules = List.copyOf(rules);
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

  /** The rules that the thing breaks now. */
  List<ZoneRule> broken(StationaryObject thing, SceneScale scale, long now) {
    Point foot = thing.box().bottomCentre();
    List<ZoneRule> here =
        rules.stream().filter(rule -> rule.polygon().contains(foot.x(), foot.y())).toList();
    boolean bothKinds = here.stream().map(ZoneRule::kind).distinct().count() > 1;
    return here.stream()
        .filter(rule -> now - thing.onsetMillis >= rule.dwell().toMillis())
        .filter(rule -> ThingKind.concerns(rule.kind(), thing.box(), scale, bothKinds))
        .filter(rule -> rule.kind() != ZoneKind.NO_DUMPING || leftBehind(thing))
        .toList();
  }

  /** The owner is gone; what nobody was seen to bring must speak for itself. */
  private static boolean leftBehind(StationaryObject thing) {
    return thing.owner.gone() && (thing.owner.seen() || thing.prominent());
  }

  /** True while the zone of an episode is there and the thing inside it. */
  boolean holds(StationaryObject.Episode episode, StationaryObject thing) {
    Point foot = thing.box().bottomCentre();
    return rules.stream()
        .anyMatch(
            rule ->
                rule.zoneId().equals(episode.zoneId())
                    && rule.polygon().contains(foot.x(), foot.y()));
  }
}
