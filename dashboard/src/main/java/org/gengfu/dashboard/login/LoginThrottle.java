package org.gengfu.dashboard.login;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses passwords: after some failures for one name, or from one address, each
 * further attempt has to wait, twice as long every time up to {@link #LONGEST_WAIT}. Open sessions
 * are not touched. An attempt counts as failed from its beginning until it is known to be right, so
 * that guesses sent at once don't slip through together.
 */
final class LoginThrottle {
  static final int FREE_PER_NAME = 5;

  /** A whole office may sit behind one address. */
  static final int FREE_PER_ADDRESS = 20;

  static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  /** Failures are forgotten when none was added for this long. */
  static final Duration MEMORY = Duration.ofMinutes(15);

  static final int MAX_ENTRIES = 10_000;

  private final InstantSource clock;

  // In order of the last failure: the oldest goes first when there are too many.
  private final Map<Key, Failures> failures = new LinkedHashMap<>();

  private record Key(String sort, String value) {}

  private record Failures(int count, Instant last) {}

  LoginThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks for an attempt, which counts as a failure until {@link #succeeded}.
   *
   * @return zero when it may be made; else how long to wait
   */
  synchronized Duration begin(String name, String address) {
    Instant now = clock.instant();
    forgetOld(now);
    Key byName = new Key("name", name);
    Key byAddress = new Key("address", address);
    Duration first = wait(byName, FREE_PER_NAME, now);
    Duration second = wait(byAddress, FREE_PER_ADDRESS, now);
    Duration wait = first.compareTo(second) > 0 ? first : second;
    if (wait.isZero()) {
      count(byName, now);
      count(byAddress, now);
    }
    return wait;
  }

  /** The attempt was right: the name starts anew, the address gets the attempt back. */
  synchronized void succeeded(String name, String address) {
    failures.remove(new Key("name", name));
    failures.computeIfPresent(
        new Key("address", address),
        (key, old) -> old.count() <= 1 ? null : new Failures(old.count() - 1, old.last()));
  }

  /** Names and addresses that are remembered. */
  synchronized int size() {
    return failures.size();
  }

  private Duration wait(Key key, int free, Instant now) {
    Failures past = failures.get(key);
    if (past == null || past.count() < free) {
      return Duration.ZERO;
    }
    long seconds = 1L << Math.min(past.count() - free, 30);
    Duration wanted = Duration.ofSeconds(Math.min(seconds, LONGEST_WAIT.toSeconds()));
    Duration left = Duration.between(now, past.last().plus(wanted));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void count(Key key, Instant now) {
    Failures past = failures.remove(key);
    failures.put(key, new Failures(past == null ? 1 : past.count() + 1, now));
  }

  private void forgetOld(Instant now) {
    var entries = failures.entrySet().iterator();
    while (entries.hasNext()) {
      Failures oldest = entries.next().getValue();
      if (failures.size() <= MAX_ENTRIES && !oldest.last().plus(MEMORY).isBefore(now)) {
        return;
      }
      entries.remove();
    }
  }
}
