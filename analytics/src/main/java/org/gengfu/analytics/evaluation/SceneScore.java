package org.gengfu.analytics.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gengfu.analytics.evaluation.SceneTruth.Truth;
import org.gengfu.analytics.offline.AnalyzedEvent;
import org.gengfu.core.geometry.Box;

/**
 * The events of one scene against its truth. An event fits a truth of its type and zone when it is
 * raised from 5 s before the truth is due to 20 s after, while the thing is there, and the boxes
 * overlap. Each truth takes one event, as many as possible. A further event for a truth that has
 * one is a duplicate; any other is a false alarm, one that comes too early included.
 *
 * @param hits truths with their events
 * @param missed truths without
 * @param duplicates events for a truth that has another
 * @param falseAlarms all other events
 */
public record SceneScore(
    List<Hit> hits,
    List<Truth> missed,
    List<AnalyzedEvent> duplicates,
    List<AnalyzedEvent> falseAlarms) {
  private static final double EARLY_SECONDS = 5;
  private static final double LATE_SECONDS = 20;
  private static final double LEAST_OVERLAP = 0.1;
  private static final int NONE = -1;

  public SceneScore {
    hits = List.copyOf(hits);
    missed = List.copyOf(missed);
    duplicates = List.copyOf(duplicates);
    falseAlarms = List.copyOf(falseAlarms);
  }

  /** A truth and the event that tells it. */
  public record Hit(Truth truth, AnalyzedEvent event) {
    /** Seconds from due to raised; negative where it came early. */
    public double delay() {
      return event.raisedSeconds() - truth.due();
    }
  }

  /** Scores the events of one scene. */
  public static SceneScore of(List<Truth> truths, List<AnalyzedEvent> unsorted) {
    List<AnalyzedEvent> events =
        unsorted.stream().sorted(Comparator.comparingDouble(AnalyzedEvent::raisedSeconds)).toList();
    int[] taken = match(truths, events);
    List<Hit> hits = new ArrayList<>();
    List<Truth> missed = new ArrayList<>();
    boolean[] used = new boolean[events.size()];
    for (int i = 0; i < taken.length; i++) {
      if (taken[i] == NONE) {
        missed.add(truths.get(i));
      } else {
        hits.add(new Hit(truths.get(i), events.get(taken[i])));
        used[taken[i]] = true;
      }
    }
    List<AnalyzedEvent> duplicates = new ArrayList<>();
    List<AnalyzedEvent> falseAlarms = new ArrayList<>();
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        AnalyzedEvent event = events.get(i);
        boolean again = hits.stream().anyMatch(hit -> concerns(hit.truth(), event));
        (again ? duplicates : falseAlarms).add(event);
      }
    }
    return new SceneScore(hits, missed, duplicates, falseAlarms);
  }

  /** The event of each truth: an assignment of as many as possible, by augmenting paths. */
  private static int[] match(List<Truth> truths, List<AnalyzedEvent> events) {
    int[] taken = new int[truths.size()];
    Arrays.fill(taken, NONE);
    for (int event = 0; event < events.size(); event++) {
      place(event, truths, events, taken, new boolean[taken.length]);
    }
    return taken;
  }

  private static boolean place(
      int event, List<Truth> truths, List<AnalyzedEvent> events, int[] taken, boolean[] seen) {
    Box box = events.get(event).box();
    List<Integer> candidates =
        IntStream.range(0, taken.length)
            .filter(i -> !seen[i] && fits(truths.get(i), events.get(event)))
            .boxed()
            .sorted(
                Comparator.comparingDouble(i -> -truths.get(i).box().intersectionOverUnion(box)))
            .toList();
    for (int i : candidates) {
      seen[i] = true;
      if (taken[i] == NONE || place(taken[i], truths, events, taken, seen)) {
        taken[i] = event;
        return true;
      }
    }
    return false;
  }

  private static boolean concerns(Truth truth, AnalyzedEvent event) {
    return event.type().code().equals(truth.type())
        && event.zone().equals(truth.zone())
        && event.raisedSeconds() >= truth.onset()
        && (truth.end() == null || event.raisedSeconds() <= truth.end())
        && samePlace(truth.box(), event.box());
  }

  private static boolean fits(Truth truth, AnalyzedEvent event) {
    double first = Math.max(truth.onset(), truth.due() - EARLY_SECONDS);
    return concerns(truth, event)
        && event.raisedSeconds() >= first
        && event.raisedSeconds() <= truth.due() + LATE_SECONDS;
  }

  private static boolean samePlace(Box a, Box b) {
    return a.intersectionOverUnion(b) >= LEAST_OVERLAP
        || b.contains(a.centreX(), a.centreY())
        || a.contains(b.centreX(), b.centreY());
  }
}
