package org.gengfu.ingest.camera;

import java.time.Duration;
import org.gengfu.ingest.camera.LoginAttempts.Account;
import org.jspecify.annotations.Nullable;

/**
 * When one stream of a camera that has refused its login is asked with it again. In between it is
 * asked without: that costs no wrong login, and shows when the camera has become another.
 */
final class LoginPatience {
  /** After the first, second and every further refusal: cameras that boot refuse everybody. */
  private static final Duration[] WAITS = {
    Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(15)
  };

  private final LoginAttempts attempts;
  private int refusals;
  private long refusedNanos;
  private boolean unconditional;
  private @Nullable String challenge;

  LoginPatience(LoginAttempts attempts) {
    this.attempts = attempts;
  }

  /**
   * Begins anew.
   *
   * @param byPerson whether a person has changed the camera: one login is tried in any case
   */
  void begin(boolean byPerson) {
    refusals = 0;
    challenge = null;
    unconditional = byPerson;
  }

  /** Whether the next attempt may carry the login. */
  boolean mayLogIn(Account account, long nowNanos) {
    if (unconditional) {
      return true;
    }
    boolean due =
        refusals == 0
            || nowNanos - refusedNanos >= WAITS[Math.min(refusals, WAITS.length) - 1].toNanos();
    return due && attempts.harmless(account, nowNanos);
  }

  /** The camera has refused the login, with this challenge. */
  void refused(Account account, @Nullable String challenged, long nowNanos) {
    unconditional = false;
    refusals++;
    refusedNanos = nowNanos;
    challenge = challenged;
    attempts.refused(account, nowNanos);
  }

  /**
   * The camera, asked without the login, has asked for one with this challenge.
   *
   * @return whether it asks in another way than before: then the login is worth trying at once
   */
  boolean asked(@Nullable String challenged) {
    boolean changed = challenge != null && !challenge.equals(challenged);
    challenge = challenged;
    if (changed) {
      refusals = 0;
    }
    return changed;
  }

  /** It is away, or answers in quite another way: what it refused before counts no longer. */
  void another() {
    refusals = 0;
  }

  /** The camera has agreed to send. */
  void accepted(Account account) {
    begin(false);
    attempts.accepted(account);
  }
}
