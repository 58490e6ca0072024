package org.gengfu.analytics.sensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.ThresholdRule;

/**
 * Judges readings by thresholds, whether they come from a broker or are read again from the
 * database: knows how each rule stands, and tells nobody. One thread at a time.
 */
public final class ThresholdJudge {
  private final Map<Key, RuleState> states = new LinkedHashMap<>();

  /** A rule is known by all it says: one that is changed is another. */
  private record Key(String sensorId, ThresholdRule rule) {
    static Key of(RuleState state) {
      return new Key(state.sensorId(), state.rule());
    }
  }

  /**
   * What a reading makes.
   *
   * @param observations what there is to tell, mostly nothing
   * @param changed whether a rule stands otherwise than before, the time of its newest reading
   *     apart
   */
  public record Judged(List<Observation> observations, boolean changed) {
    private static final Judged NOTHING = new Judged(List.of(), false);
  }

  /**
   * Judges a reading by all rules of its sensor that are about its metric.
   *
   * @param sensor with everything of its type filled in
   */
  public Judged judge(Sensor sensor, Reading reading) {
    if (!sensor.enabled() || !reading.good()) {
      // A value that can't be trusted must neither call people out nor call them back.
      return Judged.NOTHING;
    }
    List<Observation> observations = new ArrayList<>();
    boolean changed = false;
    for (ThresholdRule rule : sensor.rules()) {
      if (rule.metric().equals(reading.metric())) {
        Key key = new Key(sensor.id(), rule);
        RuleState before = states.getOrDefault(key, RuleState.quiet(sensor.id(), rule));
        RuleState.Step step = before.take(reading);
        states.put(key, step.next());
        changed |= !step.next().standsAs(before);
        if (step.observation() != null) {
          observations.add(step.observation());
        }
      }
    }
    return new Judged(observations, changed);
  }

  /** Goes on where a rule stood. */
  void resume(RuleState state) {
    states.put(Key.of(state), state);
  }

  /** How the rules stand that have judged something. */
  Collection<RuleState> states() {
    return states.values();
  }

  /** Forgets those rules; returns how they stood. */
  List<RuleState> dropIf(Predicate<RuleState> gone) {
    List<RuleState> dropped = states.values().stream().filter(gone).toList();
    dropped.forEach(state -> states.remove(Key.of(state)));
    return dropped;
  }
}
