package org.gengfu.analytics.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * The processor time that all active cameras share. Quiet keyframes come first and are taken off
 * before; what is left is shared by weighted max-min fairness over what each camera would use, once
 * a second. Where it is enough for all, nobody is held back. Thread-safe.
 */
public final class DecodeBudget {
  private static final long PLAN_NANOS = 1_000_000_000L;

  /** What a camera is taken to need before its first second has been measured, in cores. */
  private static final double UNKNOWN = 0.02;

  /** Active cameras keep this part of the budget even where keyframes would take all of it. */
  private static final double RESERVE = 0.1;

  /** Weight of the last second in the running means. */
  private static final double FRESH = 0.3;

  private final double cores;
  private final List<DecodeShare> shares = new ArrayList<>();
  private boolean begun;
  private long plannedNanos;
  private long keyframeNanos;
  private long spentNanos;
  private double keyframeCores;
  private double usedCores;
  private int capped;

  /**
   * How the budget is used.
   *
   * @param cores of the budget
   * @param keyframes cores that keyframes took lately
   * @param used cores that active cameras took lately
   * @param active cameras that share it
   * @param capped cameras among them that get less than they would use
   */
  public record Use(double cores, double keyframes, double used, int active, int capped) {}

  /**
   * @param cores seconds of processor time a second, for keyframes and active cameras together
   */
  public DecodeBudget(double cores) {
    if (!(cores > 0)) {
      throw new IllegalArgumentException("a budget of " + cores + " cores");
    }
    this.cores = cores;
  }

  /** A camera becomes active: its share, to be left when it is quiet again. */
  public synchronized DecodeShare join(double weight, long nowNanos) {
    DecodeShare share = new DecodeShare(this, weight, nowNanos);
    shares.add(share);
    planAt(nowNanos, true);
    return share;
  }

  synchronized void leave(DecodeShare share) {
    shares.remove(share);
  }

  /** Processor time that a keyframe of a quiet camera took. */
  public synchronized void keyframe(long nanos) {
    keyframeNanos += nanos;
  }

  /** How it is used; any thread, any time. */
  public synchronized Use use(long nowNanos) {
    planAt(nowNanos, false);
    return new Use(cores, keyframeCores, usedCores, shares.size(), capped);
  }

  synchronized void spent(long nanos) {
    spentNanos += nanos;
  }

  /** Plans anew where a second has passed, or somebody has joined. */
  synchronized void planAt(long nowNanos, boolean joined) {
    long passed = nowNanos - plannedNanos;
    if (!begun || passed < 0) {
      // A wall clock may be set back.
      begun = true;
      plannedNanos = nowNanos;
    } else if (passed >= PLAN_NANOS) {
      keyframeCores += FRESH * (keyframeNanos / (double) passed - keyframeCores);
      usedCores += FRESH * (spentNanos / (double) passed - usedCores);
      keyframeNanos = 0;
      spentNanos = 0;
      shares.forEach(share -> share.measure(passed));
      plannedNanos = nowNanos;
    } else if (!joined) {
      return;
    }
    shareOut(nowNanos);
  }

  private void shareOut(long nowNanos) {
    double left = Math.max(RESERVE * cores, cores - keyframeCores);
    double[] demands = new double[shares.size()];
    double[] weights = new double[shares.size()];
    for (int i = 0; i < demands.length; i++) {
      demands[i] = shares.get(i).demand(UNKNOWN);
      weights[i] = shares.get(i).weight();
    }
    double[] granted = FairShare.of(left, demands, weights);
    capped = 0;
    for (int i = 0; i < granted.length; i++) {
      boolean short_ = granted[i] < demands[i] * 0.999;
      shares.get(i).grant(short_ ? granted[i] : Double.POSITIVE_INFINITY, nowNanos);
      capped += short_ ? 1 : 0;
    }
  }
}
