package org.gengfu.core.replay;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a change of the rules makes of one happening: both sets of rules saw the same pictures or
 * readings. At least one of the two is there.
 *
 * @param tried as the rules on trial raise it; null where they don't
 * @param inForce as the rules in force raise it; null where they don't
 */
public record Outcome(@Nullable PastEpisode tried, @Nullable PastEpisode inForce) {

  /** What the change does to it. */
  public enum Verdict {
    /** Raised by the rules on trial alone. */
    NEW,
    /** Raised by the rules in force alone. */
    GONE,
    SAME
  }

  public Verdict verdict() {
    if (inForce == null) {
      return Verdict.NEW;
    }
    return tried == null ? Verdict.GONE : Verdict.SAME;
  }

  /** As the rules on trial raise it, else as those in force do. */
  public PastEpisode episode() {
    return Objects.requireNonNull(tried == null ? inForce : tried, "an outcome without an episode");
  }

  public Instant raisedAt() {
    return episode().raisedAt();
  }
}
