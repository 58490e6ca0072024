package org.gengfu.analytics.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.recording.RecordedVideo.Gap;
import org.gengfu.core.replay.Outcome;
import org.gengfu.core.replay.PastEpisode;
import org.gengfu.core.replay.Replay;
import org.gengfu.core.replay.Replay.State;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.village.Village;
import org.jspecify.annotations.Nullable;

/** One replay as it goes: what its thread finds, and what others see of it. Thread-safe. */
final class ReplayRun {
  /** Of still pictures, some 35 kB each; what is raised after that has none. */
  static final long MOST_STILL_BYTES = 5L << 20;

  private final String id;
  private final Trial trial;
  private final Village village;
  private final String account;
  private final Instant askedAt;
  private final Map<Side, Map<String, PastEpisode>> found = new EnumMap<>(Side.class);
  private final List<byte[]> stills = new ArrayList<>();
  private long stillBytes;
  private State state = State.WAITING;
  private Instant reached;
  private @Nullable Instant overAt;
  private long judged;
  private long broken;
  private List<Gap> gaps = List.of();
  private long unrecordedSeconds;
  private boolean cut;
  private @Nullable String failure;
  private @Nullable List<Outcome> compared;

  /** Whose rules raise something. */
  enum Side {
    TRIED,
    IN_FORCE
  }

  /**
   * @param village the configuration in force when it was asked for
   */
  ReplayRun(String id, Trial trial, Village village, String account, Instant askedAt) {
    this.id = id;
    this.trial = trial;
    this.village = village;
    this.account = account;
    this.askedAt = askedAt;
    this.reached = trial.from();
    for (Side side : Side.values()) {
      found.put(side, new LinkedHashMap<>());
    }
  }

  String id() {
    return id;
  }

  Trial trial() {
    return trial;
  }

  Village village() {
    return village;
  }

  synchronized State state() {
    return state;
  }

  /** When it was over; null while it isn't. */
  synchronized @Nullable Instant overAt() {
    return overAt;
  }

  /** Whether it is to go on. */
  synchronized boolean running() {
    return state == State.RUNNING;
  }

  /** Begins; false where it was cancelled meanwhile. */
  synchronized boolean begin() {
    if (state != State.WAITING) {
      return false;
    }
    state = State.RUNNING;
    return true;
  }

  /** Ends, unless it has ended. */
  synchronized void end(State how, @Nullable String why, Instant now) {
    if (!state.over()) {
      state = how;
      failure = why;
      overAt = now;
    }
  }

  synchronized void gaps(List<Gap> all) {
    List<Gap> told =
        all.stream()
            .filter(gap -> !gap.from().plus(Replay.SHORTEST_GAP).isAfter(gap.to()))
            .toList();
    gaps = told.stream().limit(Replay.MOST_GAPS).toList();
    unrecordedSeconds =
        told.stream()
            .map(gap -> Duration.between(gap.from(), gap.to()))
            .reduce(Duration.ZERO, Duration::plus)
            .toSeconds();
  }

  /** One more picture or reading was judged. */
  synchronized void reached(Instant at) {
    if (!at.isBefore(trial.from())) {
      judged++;
      reached = at.isBefore(trial.to()) ? at : trial.to();
    }
  }

  /** A picture could not be decoded. */
  synchronized void broken() {
    broken++;
  }

  /** Whether what is raised then is to be told: it is within the time, and there is room. */
  synchronized boolean wants(Side side, Instant raisedAt) {
    if (raisedAt.isBefore(trial.from())) {
      return false;
    }
    boolean room = of(side).size() < Replay.MOST_EPISODES;
    cut |= !room;
    return room;
  }

  /**
   * Keeps a still picture.
   *
   * @return its number; null where there is no room
   */
  synchronized @Nullable Integer still(byte[] jpeg) {
    if (stillBytes + jpeg.length > MOST_STILL_BYTES) {
      return null;
    }
    stillBytes += jpeg.length;
    stills.add(jpeg);
    return stills.size();
  }

  /** The still picture of this number; null where there is none. */
  synchronized byte @Nullable [] still(int number) {
    return number >= 1 && number <= stills.size() ? stills.get(number - 1) : null;
  }

  synchronized void raise(Side side, String episodeId, PastEpisode episode) {
    of(side).put(episodeId, episode);
    compared = null;
  }

  /** The episode is over; one that was not told is none. */
  synchronized void clear(Side side, String episodeId, Instant at) {
    of(side)
        .computeIfPresent(
            episodeId,
            (id, open) ->
                new PastEpisode(
                    open.number(),
                    open.type(),
                    open.source(),
                    open.severity(),
                    open.onset(),
                    open.raisedAt(),
                    at,
                    open.box(),
                    open.value()));
    compared = null;
  }

  private Map<String, PastEpisode> of(Side side) {
    return java.util.Objects.requireNonNull(found.get(side));
  }

  /** As it stands now. */
  synchronized Replay replay() {
    List<Outcome> outcomes = compared;
    if (outcomes == null) {
      outcomes =
          Comparison.of(
              List.copyOf(of(Side.TRIED).values()), List.copyOf(of(Side.IN_FORCE).values()));
      compared = outcomes;
    }
    return new Replay(
        id,
        trial,
        account,
        askedAt,
        state,
        reached,
        share(),
        judged,
        broken,
        gaps,
        unrecordedSeconds,
        outcomes,
        cut,
        failure);
  }

  private double share() {
    if (state == State.DONE) {
      return 1;
    }
    double all = Duration.between(trial.from(), trial.to()).toMillis();
    return Math.min(0.999, Duration.between(trial.from(), reached).toMillis() / Math.max(1, all));
  }
}
