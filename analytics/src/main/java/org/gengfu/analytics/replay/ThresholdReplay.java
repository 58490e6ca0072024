package org.gengfu.analytics.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gengfu.analytics.replay.ReplayRun.Side;
import org.gengfu.analytics.sensor.ThresholdJudge;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.replay.PastEpisode;
import org.gengfu.core.replay.Trial;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Sensor.ThresholdRule;

/** Judges a sensor's stored readings by the thresholds on trial, and by those in force. */
final class ThresholdReplay {
  /** Before the time that counts; a value that is wrong already then needs its hold on top. */
  private static final Duration LEAD_IN = Duration.ofHours(1);

  /** Readings read at once. */
  static final int PAGE = 5_000;

  private final ReplayRun run;
  private final Trial.OfThresholds trial;
  private final ReadingStore readings;
  private final CpuShare share;
  private final ThresholdJudge tried = new ThresholdJudge();
  private final ThresholdJudge inForce = new ThresholdJudge();
  private final Optional<Sensor> present;

  ThresholdReplay(ReplayRun run, Trial.OfThresholds trial, ReadingStore readings, CpuShare share) {
    this.run = run;
    this.trial = trial;
    this.readings = readings;
    this.share = share;
    this.present = run.village().sensor(trial.sensor().id());
  }

  /**
   * Goes through all of them, or until the replay is cancelled.
   *
   * @throws org.gengfu.core.storage.StoreException when the database is away
   */
  void go() throws InterruptedException {
    Instant from = trial.from().minus(LEAD_IN).minus(longestHold());
    boolean more = true;
    while (more && run.running()) {
      List<Reading> page = readings.readings(trial.sensor().id(), from, trial.to(), PAGE);
      for (Reading reading : page) {
        judge(reading);
      }
      share.keep();
      more = page.size() == PAGE;
      if (more) {
        // The last time is read again, as others of its metrics may follow; rules pass over what
        // they know. The database knows microseconds.
        Instant last = page.get(page.size() - 1).time();
        from = last.equals(from) ? last.plusNanos(1_000) : last;
      }
    }
  }

  private Duration longestHold() {
    int seconds =
        trial.sensor().rules().stream().mapToInt(ThresholdRule::holdSeconds).max().orElse(0);
    return Duration.ofSeconds(seconds);
  }

  private void judge(Reading reading) {
    tell(Side.TRIED, tried.judge(trial.sensor(), reading).observations());
    present.ifPresent(sensor -> tell(Side.IN_FORCE, inForce.judge(sensor, reading).observations()));
    run.reached(reading.time());
  }

  private void tell(Side side, List<Observation> observations) {
    for (Observation observation : observations) {
      if (observation instanceof Observation.Cleared cleared) {
        run.clear(side, cleared.episodeId(), cleared.at());
      } else if (observation instanceof Observation.Raised raised && run.wants(side, raised.at())) {
        run.raise(
            side,
            raised.episodeId(),
            new PastEpisode(
                null,
                raised.type(),
                raised.source(),
                raised.severity(),
                raised.onset(),
                raised.at(),
                null,
                null,
                raised.value()));
      }
    }
  }
}
