package org.gengfu.analytics.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.replay.Outcome;
import org.gengfu.core.replay.PastEpisode;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which episodes of two sets of rules are about the same happening: of one kind, at one
 * place, at one time, and, where the kind is about a thing that rests, with the same thing.
 */
final class Comparison {
  /** A heap grows, and its box with it; two cars side by side share less. */
  private static final double LEAST_OVERLAP = 0.2;

  private Comparison() {}

  private record Pair(PastEpisode tried, PastEpisode inForce) {
    /**
     * How far their beginnings are apart; of two rules of one metric the like severity is first.
     */
    Duration distance() {
      Duration apart = Duration.between(tried.onset(), inForce.onset()).abs();
      return tried.severity() == inForce.severity() ? apart : apart.plusMillis(1);
    }
  }

  /** What becomes of each happening, in the order in which they are raised. */
  static List<Outcome> of(List<PastEpisode> tried, List<PastEpisode> inForce) {
    List<Pair> pairs = new ArrayList<>();
    for (PastEpisode one : tried) {
      for (PastEpisode other : inForce) {
        if (same(one, other)) {
          pairs.add(new Pair(one, other));
        }
      }
    }
    pairs.sort(Comparator.comparing(Pair::distance));
    // By identity of the episode within its list: two may be equal in all they say.
    Set<PastEpisode> takenTried = identities();
    Set<PastEpisode> takenInForce = identities();
    List<Outcome> outcomes = new ArrayList<>();
    for (Pair pair : pairs) {
      if (!takenTried.contains(pair.tried()) && !takenInForce.contains(pair.inForce())) {
        takenTried.add(pair.tried());
        takenInForce.add(pair.inForce());
        outcomes.add(new Outcome(pair.tried(), pair.inForce()));
      }
    }
    tried.stream()
        .filter(one -> !takenTried.contains(one))
        .forEach(one -> outcomes.add(new Outcome(one, null)));
    inForce.stream()
        .filter(one -> !takenInForce.contains(one))
        .forEach(one -> outcomes.add(new Outcome(null, one)));
    outcomes.sort(Comparator.comparing(Outcome::raisedAt));
    return outcomes;
  }

  private static Set<PastEpisode> identities() {
    return java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
  }

  private static boolean same(PastEpisode one, PastEpisode other) {
    return one.type() == other.type()
        && one.source().equals(other.source())
        && one.overlaps(other.onset(), other.clearedAt())
        && (moves(one.type()) || sameThing(one.box(), other.box()));
  }

  /** Whoever moves is elsewhere when another dwell is over. */
  private static boolean moves(CaseType type) {
    return type == CaseType.INTRUSION || type == CaseType.LOITERING;
  }

  private static boolean sameThing(@Nullable Box one, @Nullable Box other) {
    return one == null || other == null || one.intersectionOverUnion(other) >= LEAST_OVERLAP;
  }
}
