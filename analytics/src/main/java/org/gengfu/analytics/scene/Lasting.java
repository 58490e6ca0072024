package org.gengfu.analytics.scene;

/**
 * Whether something has been so for most of the last minute: true from one share of the time on,
 * false again below a lower one. What passes says nothing, and what comes and goes does not
 * flicker.
 */
final class Lasting {
  private static final double TIME_CONSTANT_SECONDS = 60;

  /** No longer than this counts of a gap between two pictures: nobody looked in between. */
  private static final double LONGEST_STEP_SECONDS = 15;

  private final double from;
  private final double until;
  private double share;
  private boolean holds;

  /**
   * @param from share of the time from which on it holds
   * @param until share of the time below which it holds no more
   */
  Lasting(double from, double until) {
    this.from = from;
    this.until = until;
  }

  /** Weight of a picture that comes so long after the one before. */
  static double weight(double seconds) {
    return 1 - Math.exp(-Math.min(seconds, LONGEST_STEP_SECONDS) / TIME_CONSTANT_SECONDS);
  }

  /**
   * Takes what a picture shows.
   *
   * @param degree 0 it is not so, 1 it is
   * @param weight of the picture
   */
  void take(double degree, double weight) {
    share += weight * (degree - share);
    holds = share >= (holds ? until : from);
  }

  /** The same for what either is so or is not. */
  void take(boolean so, double weight) {
    take(so ? 1 : 0, weight);
  }

  boolean holds() {
    return holds;
  }

  /** Share of the time in which it was so. */
  double share() {
    return share;
  }

  /** Nothing of it counts any more. */
  void forget() {
    share = 0;
    holds = false;
  }
}
