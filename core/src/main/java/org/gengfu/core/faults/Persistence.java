package org.gengfu.core.faults;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when something that is judged again and again is a fault: it must be bad for a while to
 * open and good for a while to close, so that neither a blink nor a flicker counts. What can't be
 * judged says nothing: it neither adds to a while nor ends it. For one thread.
 */
public final class Persistence {
  /** Of a longer gap between two judgements only so much counts: nobody looked in between. */
  static final Duration LONGEST_STEP = Duration.ofSeconds(30);

  private final Duration opens;
  private final Duration closes;
  private boolean open;
  private Duration run = Duration.ZERO;
  private @Nullable Instant last;
  private @Nullable Instant began;
  private @Nullable Instant since;

  /** What was seen. */
  public enum Verdict {
    BAD,
    GOOD,
    /** Can't be judged now. */
    UNKNOWN
  }

  /** What a judgement has changed. */
  public enum Change {
    OPENED,
    CLOSED,
    NONE
  }

  /**
   * @param opens how long it must be bad to open; zero opens at once
   * @param closes how long it must be good to close; zero closes at once
   * @param open whether it is open already, known from before a restart
   */
  public Persistence(Duration opens, Duration closes, boolean open) {
    this.opens = opens;
    this.closes = closes;
    this.open = open;
  }

  /** Takes a judgement; they come in the order of time. */
  public Change judge(Verdict verdict, Instant now) {
    return judge(verdict, now, opens);
  }

  /**
   * Takes a judgement.
   *
   * @param opensNow how long this sort of badness must last to open
   */
  public Change judge(Verdict verdict, Instant now, Duration opensNow) {
    if (verdict == Verdict.UNKNOWN) {
      last = null;
      return Change.NONE;
    }
    boolean against = (verdict == Verdict.BAD) != open;
    if (!against) {
      run = Duration.ZERO;
      last = null;
      began = null;
      return Change.NONE;
    }
    if (began == null) {
      began = now;
    }
    run = run.plus(step(now));
    last = now;
    if (run.compareTo(open ? closes : opensNow) < 0) {
      return Change.NONE;
    }
    open = !open;
    run = Duration.ZERO;
    last = null;
    since = began;
    began = null;
    return open ? Change.OPENED : Change.CLOSED;
  }

  private Duration step(Instant now) {
    if (last == null || now.isBefore(last)) {
      return Duration.ZERO;
    }
    Duration gap = Duration.between(last, now);
    return gap.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : gap;
  }

  public boolean open() {
    return open;
  }

  /** How long it has been judged against its present state so far. */
  public Duration run() {
    return run;
  }

  /** When the run against the present state began; null without one. */
  public @Nullable Instant began() {
    return began;
  }

  /** When the run began that led to the last change; null before the first. */
  public @Nullable Instant since() {
    return since;
  }
}
