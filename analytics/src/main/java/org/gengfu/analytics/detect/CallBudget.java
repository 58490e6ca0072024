package org.gengfu.analytics.detect;

/** So many calls a second, and not more at once than in one second. One thread at a time. */
final class CallBudget {
  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private double left;
  private long last;

  /**
   * @param perSecond 0 for no bound
   * @param now any monotonic time in nanoseconds
   */
  CallBudget(int perSecond, long now) {
    this.perSecond = perSecond;
    this.left = perSecond;
    this.last = now;
  }

  /** Takes one call where there is one left. */
  boolean take(long now) {
    if (perSecond == 0) {
      return true;
    }
    left = Math.min(perSecond, left + Math.max(0, now - last) / NANOS_PER_SECOND * perSecond);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
