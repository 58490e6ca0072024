package org.gengfu.analytics.sensor;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gengfu.analytics.motion.Presence;
import org.gengfu.analytics.motion.PresenceListener;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.gengfu.core.life.Component;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingConsumer;
import org.gengfu.core.village.JointRule;
import org.gengfu.core.village.Village;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneSubject;
import org.jspecify.annotations.Nullable;

/**
 * Joins readings and presence: a bin that is full and a person at it, an open gate and a vehicle in
 * the fire lane. What it finds is written down before it is told, and told until the sink has taken
 * it, as {@link SensorRules} does. Called by readings and by cameras, on any thread.
 */
public final class JointRules implements ReadingConsumer, PresenceListener, Component {
  private static final long TELL_AGAIN_SECONDS = 2;

  private final VillageRegistry registry;
  private final InstantSource clock;
  private final RuleFile<JointMemory> file;
  private final Map<String, JointState> states = new LinkedHashMap<>();

  /** By rule, of the presence that was seen last: for a reading that comes after it. */
  private final Map<String, byte[]> pictures = new HashMap<>();

  private final Telling telling;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gengfu-joint-rules"));

  // Asked for every picture of every camera: no lock.
  private volatile Set<String> zones = Set.of();

  /**
   * @param stateFile keeps open episodes over restarts; made when missing
   */
  public JointRules(
      VillageRegistry registry,
      ObservationSink sink,
      MeterRegistry meters,
      InstantSource clock,
      Path stateFile) {
    this.registry = registry;
    this.clock = clock;
    this.file = new RuleFile<>(stateFile, JointMemory.class);
    JointMemory memory = file.load(JointMemory.EMPTY, JointMemory::sound);
    memory.states().forEach(state -> states.put(state.ruleId(), state));
    this.telling =
        new Telling(
            sink,
            meters.counter(MetricNames.OBSERVATIONS, "type", CaseType.JOINT_RULE.code()),
            this::save,
            memory.untold().stream().map(item -> item.observation()).toList());
    follow(registry.current());
  }

  @Override
  public void start() {
    registry.onChange((before, after) -> apply(before, after));
    follow(registry.current());
    drop(rule -> false, registry.current());
    var unused =
        thread.scheduleWithFixedDelay(
            this::tellAgain, TELL_AGAIN_SECONDS, TELL_AGAIN_SECONDS, TimeUnit.SECONDS);
  }

  private void apply(Village before, Village after) {
    follow(after);
    // A rule that was changed is another rule.
    drop(id -> !rule(before, id).equals(rule(after, id)), after);
  }

  private void follow(Village village) {
    zones = enabled(village).stream().map(JointRule::zoneId).collect(Collectors.toSet());
  }

  private static List<JointRule> enabled(Village village) {
    return village.jointRules().stream().filter(JointRule::enabled).toList();
  }

  private static Optional<JointRule> rule(Village village, String id) {
    return enabled(village).stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /** Forgets rules that are no more, or that are others now; what they have open is over. */
  private synchronized void drop(java.util.function.Predicate<String> changed, Village village) {
    for (String id : List.copyOf(states.keySet())) {
      if (rule(village, id).isEmpty() || changed.test(id)) {
        JointState state = states.remove(id);
        pictures.remove(id);
        telling.changed();
        if (state != null && state.episodeId() != null) {
          telling.add(new Observation.Cleared(state.episodeId(), clock.instant(), null));
        }
      }
    }
    telling.saveAndTell();
  }

  @Override
  public boolean asksFor(String zoneId) {
    return zones.contains(zoneId);
  }

  @Override
  public void accept(List<Reading> readings) {
    if (zones.isEmpty()) {
      return;
    }
    synchronized (this) {
      Village village = registry.current();
      for (JointRule rule : enabled(village)) {
        for (Reading reading : readings) {
          if (reading.good()
              && reading.sensorId().equals(rule.sensorId())
              && reading.metric().equals(rule.metric())) {
            JointState next = state(rule).read(rule, reading);
            judge(village, rule, next, reading.time(), pictures.get(rule.id()));
          }
        }
      }
      telling.saveAndTell();
    }
  }

  @Override
  public void present(String cameraId, Instant at, List<Presence> present, Evidence evidence) {
    if (zones.isEmpty()) {
      return;
    }
    synchronized (this) {
      Village village = registry.current();
      for (JointRule rule : enabled(village)) {
        if (village.zone(rule.zoneId()).filter(zone -> sees(zone, cameraId)).isPresent()) {
          look(village, rule, at, present, evidence);
        }
      }
      telling.saveAndTell();
    }
  }

  private static boolean sees(Zone zone, String cameraId) {
    return zone.enabled() && zone.cameraId().equals(cameraId);
  }

  private void look(
      Village village, JointRule rule, Instant at, List<Presence> present, Evidence evidence) {
    JointState before = state(rule);
    Optional<Presence> who =
        present.stream()
            .filter(one -> one.zoneId().equals(rule.zoneId()))
            .filter(one -> concerns(rule.subject(), one))
            .findFirst();
    if (who.isEmpty()) {
      judge(village, rule, before, at, null);
      return;
    }
    boolean anew = before.seenAt() == null || !rule.together(before.seenAt(), at);
    byte[] picture = anew || !pictures.containsKey(rule.id()) ? evidence.picture(who.get()) : null;
    if (picture != null) {
      pictures.put(rule.id(), picture);
    }
    judge(village, rule, before.see(who.get(), at), at, pictures.get(rule.id()));
  }

  private static boolean concerns(ZoneSubject subject, Presence presence) {
    return switch (subject) {
      case ANY -> true;
      case VEHICLE -> presence.vehicle();
      case PERSON -> !presence.vehicle();
    };
  }

  private JointState state(JointRule rule) {
    return states.getOrDefault(rule.id(), JointState.quiet(rule.id()));
  }

  private void judge(
      Village village, JointRule rule, JointState state, Instant at, byte @Nullable [] picture) {
    JointState next = state;
    if (state.episodeId() != null && state.over(rule, at)) {
      telling.add(new Observation.Cleared(state.episodeId(), at, null));
      next = state.closed();
    } else if (state.episodeId() == null && state.met(rule) && !state.over(rule, at)) {
      Optional<Zone> zone = village.zone(rule.zoneId());
      if (zone.isPresent()) {
        next = state.opened(UUID.randomUUID().toString());
        telling.add(next.observation(rule, zone.get().cameraId(), at, picture));
      }
    }
    states.put(rule.id(), next);
  }

  private synchronized void tellAgain() {
    telling.saveAndTell();
  }

  private void save(List<Observation> untold) throws IOException {
    file.save(JointMemory.of(new ArrayList<>(states.values()), untold));
  }

  @Override
  public void close() {
    thread.shutdownNow();
    synchronized (this) {
      telling.saveAndTell();
      telling.save();
    }
  }
}
