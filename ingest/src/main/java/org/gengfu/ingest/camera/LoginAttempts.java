package org.gengfu.ingest.camera;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the wrong logins that each account was refused, over all cameras and streams at one
 * address: cameras lock an account after five to seven within half an hour (Hikvision seven, five
 * for a plain user; Dahua five), for everybody who uses it. Safe on any thread.
 */
final class LoginAttempts {
  /** Most that are risked within {@link #WITHIN}: one fewer than any common camera locks at. */
  static final int MOST = 4;

  static final Duration WITHIN = Duration.ofMinutes(30);

  /** Most accounts; of more, the one that was refused longest ago is forgotten. */
  static final int MAX_ACCOUNTS = 4096;

  private final Map<Account, Deque<Long>> refusals =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Account, Deque<Long>> eldest) {
          return size() > MAX_ACCOUNTS;
        }
      };

  /**
   * Whom a camera would lock out.
   *
   * @param address host and port
   */
  record Account(String address, String username) {}

  /** Whether one more wrong login would do no harm. */
  synchronized boolean harmless(Account account, long nowNanos) {
    Deque<Long> times = refusals.get(account);
    if (times == null) {
      return true;
    }
    while (!times.isEmpty() && nowNanos - times.element() >= WITHIN.toNanos()) {
      times.remove();
    }
    return times.size() < MOST;
  }

  /** A login was refused. */
  synchronized void refused(Account account, long nowNanos) {
    Deque<Long> times = refusals.computeIfAbsent(account, any -> new ArrayDeque<>());
    times.add(nowNanos);
    if (times.size() > MOST) {
      times.remove();
    }
  }

  /** A login was accepted: cameras count from nought then, and so is it here. */
  synchronized void accepted(Account account) {
    refusals.remove(account);
  }

  /** How many accounts are remembered. */
  synchronized int accounts() {
    return refusals.size();
  }
}
