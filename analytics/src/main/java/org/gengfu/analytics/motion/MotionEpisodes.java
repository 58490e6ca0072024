package org.gengfu.analytics.motion;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.StateCodec;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.village.ZoneKind;
import org.jspecify.annotations.Nullable;

/** One happening in one zone is one episode, whoever takes part in it. */
final class MotionEpisodes {
  /** When nobody has been there for this long it is over. */
  private static final long OVER_MILLIS = 30_000;

  private static final double SURELY_ONE = 0.5;

  private static final int MAX_SAVED = 256;

  /** An episode that is not over. */
  private record Open(String id, long lastMillis) {}

  private final Map<String, Open> open = new HashMap<>();

  /** What of a rule's zone is to be told after a picture with these tracks. */
  Optional<SceneEvent> judge(ZoneRule rule, List<Track> tracks, long now) {
    Optional<Track> breaker = breaker(rule, tracks, now);
    Open present = open.get(rule.zoneId());
    if (breaker.isEmpty()) {
      return over(rule, present, now);
    }
    if (present != null) {
      open.put(rule.zoneId(), new Open(present.id(), now));
      return Optional.empty();
    }
    Open begun = new Open(UUID.randomUUID().toString(), now);
    open.put(rule.zoneId(), begun);
    Track track = breaker.get();
    long since = since(rule, track);
    Box box = track.box();
    return Optional.of(
        new SceneEvent.Raised(
            begun.id(),
            rule.zoneId(),
            rule.kind(),
            Instant.ofEpochMilli(since),
            Instant.ofEpochMilli(now),
            box));
  }

  private Optional<SceneEvent> over(ZoneRule rule, @Nullable Open present, long now) {
    if (present == null || now - present.lastMillis() < OVER_MILLIS) {
      return Optional.empty();
    }
    open.remove(rule.zoneId());
    return Optional.of(cleared(present, present.lastMillis()));
  }

  private static SceneEvent cleared(Open episode, long millis) {
    return new SceneEvent.Cleared(episode.id(), Instant.ofEpochMilli(millis));
  }

  /** Who breaks the rule now; the one who has done so for longest. */
  private static Optional<Track> breaker(ZoneRule rule, List<Track> tracks, long now) {
    if (!rule.terms().schedule().holds(Instant.ofEpochMilli(now))) {
      return Optional.empty();
    }
    return tracks.stream()
        .filter(track -> track.shape() != null && track.confirmed() && track.lively(now))
        .filter(track -> track.is(rule.terms().subject()))
        .filter(track -> inside(rule, track, now))
        .filter(track -> now - counted(rule, track, now) >= rule.dwell().toMillis())
        .filter(track -> rule.kind() != ZoneKind.LOITERING || surelyOne(rule, track))
        .min(Comparator.comparingLong(track -> since(rule, track)));
  }

  private static boolean inside(ZoneRule rule, Track track, long now) {
    Stay stay = track.stays.get(rule.zoneId());
    return stay != null && stay.lastMillis() == now;
  }

  /**
   * Several who pass, one after the other, are not one who stays: half of the dwell at a stretch it
   * must surely have been the same.
   */
  private static boolean surelyOne(ZoneRule rule, Track track) {
    Stay stay = track.stays.get(rule.zoneId());
    return stay != null && stay.longestMillis() >= SURELY_ONE * rule.dwell().toMillis();
  }

  private static long since(ZoneRule rule, Track track) {
    Stay stay = track.stays.get(rule.zoneId());
    return stay == null ? Long.MAX_VALUE : stay.sinceMillis();
  }

  /** Time before the rule's hours does not count. */
  private static long counted(ZoneRule rule, Track track, long now) {
    Instant begin = rule.terms().schedule().since(Instant.ofEpochMilli(now));
    long since = since(rule, track);
    return begin.equals(Instant.MIN) ? since : Math.max(since, begin.toEpochMilli());
  }

  /** Ends the episodes whose zone is gone. */
  List<SceneEvent> applyZones(List<ZoneRule> rules, long now) {
    List<SceneEvent> events = new ArrayList<>();
    for (Iterator<Map.Entry<String, Open>> each = open.entrySet().iterator(); each.hasNext(); ) {
      Map.Entry<String, Open> episode = each.next();
      if (rules.stream().noneMatch(rule -> rule.zoneId().equals(episode.getKey()))) {
        events.add(cleared(episode.getValue(), now));
        each.remove();
      }
    }
    return events;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(open.size());
    for (Map.Entry<String, Open> episode : open.entrySet()) {
      out.writeUTF(episode.getKey());
      out.writeUTF(episode.getValue().id());
      out.writeLong(episode.getValue().lastMillis());
    }
  }

  void read(DataInput in) throws IOException {
    int count = StateCodec.readCount(in, MAX_SAVED);
    for (int i = 0; i < count; i++) {
      open.put(in.readUTF(), new Open(in.readUTF(), in.readLong()));
    }
  }
}
