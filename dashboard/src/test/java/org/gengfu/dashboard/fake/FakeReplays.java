package org.gengfu.dashboard.fake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation.SensorSource;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.recording.RecordedVideo.Gap;
import org.gengfu.core.replay.Outcome;
import org.gengfu.core.replay.PastEpisode;
import org.gengfu.core.replay.Replay;
import org.gengfu.core.replay.Replay.State;
import org.gengfu.core.replay.ReplayException;
import org.gengfu.core.replay.ReplayException.Reason;
import org.gengfu.core.replay.Replays;
import org.gengfu.core.replay.Trial;

/** Replays that run until they are cancelled, and have found something in the first zone. */
public final class FakeReplays implements Replays {
  private static final byte[] STILL = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

  private final InstantSource clock;
  private final List<Replay> begun = new ArrayList<>();

  FakeReplays(InstantSource clock) {
    this.clock = clock;
  }

  /** The picture of every episode. */
  public static byte[] still() {
    return STILL.clone();
  }

  /** What was tried, the oldest first. */
  public synchronized List<Trial> trials() {
    return begun.stream().map(Replay::trial).toList();
  }

  @Override
  public synchronized Replay begin(Trial trial, String account) {
    if (begun.stream().filter(one -> one.state() == State.RUNNING).count() > MOST_WAITING) {
      throw new ReplayException(Reason.BUSY, "cancel one");
    }
    Instant third = trial.from().plus(Duration.between(trial.from(), trial.to()).dividedBy(3));
    Replay replay =
        new Replay(
            "now-" + (begun.size() + 1),
            trial,
            account,
            clock.instant(),
            State.RUNNING,
            third,
            1 / 3.0,
            10,
            1,
            trial instanceof Trial.OfZones
                ? List.of(new Gap(trial.from(), trial.from().plusSeconds(60)))
                : List.of(),
            trial instanceof Trial.OfZones ? 60 : 0,
            outcomes(trial, third),
            false,
            null);
    begun.add(replay);
    return replay;
  }

  private static List<Outcome> outcomes(Trial trial, Instant at) {
    if (trial instanceof Trial.OfZones zones) {
      PastEpisode episode =
          new PastEpisode(
              1,
              CaseType.ILLEGAL_PARKING,
              new ZoneSource(zones.cameraId(), zones.zones().get(0).id()),
              Severity.HIGH,
              at.minusSeconds(60),
              at,
              null,
              new Box(0.25, 0.5, 0.25, 0.25),
              null);
      return List.of(new Outcome(episode, null));
    }
    PastEpisode episode =
        new PastEpisode(
            null,
            CaseType.SENSOR_THRESHOLD,
            new SensorSource(((Trial.OfThresholds) trial).sensor().id(), "level"),
            Severity.LOW,
            at.minusSeconds(60),
            at,
            at.plusSeconds(30),
            null,
            2.5);
    return List.of(new Outcome(null, episode));
  }

  @Override
  public synchronized List<Replay> all() {
    List<Replay> newestFirst = new ArrayList<>(begun);
    java.util.Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public synchronized Replay find(String id) {
    return begun.stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new ReplayException(
                    id.startsWith("now-") ? Reason.GONE : Reason.LOST, "there is no " + id));
  }

  @Override
  public synchronized Replay cancel(String id) {
    Replay old = find(id);
    Replay over =
        new Replay(
            old.id(),
            old.trial(),
            old.account(),
            old.askedAt(),
            State.CANCELLED,
            old.reached(),
            old.share(),
            old.judged(),
            old.broken(),
            old.gaps(),
            old.unrecordedSeconds(),
            old.outcomes(),
            old.cut(),
            null);
    begun.set(begun.indexOf(old), over);
    return over;
  }

  @Override
  public byte[] still(String id, int number) {
    find(id);
    if (number != 1) {
      throw new ReplayException(Reason.GONE, "no picture " + number);
    }
    return still();
  }
}
