package org.gengfu.analytics.budget;

/**
 * One active camera's part of the budget: asked before each picture, told what each took. Where the
 * budget is scarce it is a bucket of processor time that fills at the granted rate. Thread-safe.
 */
public final class DecodeShare implements AutoCloseable {
  /** How much a camera may save up, in seconds of its rate: about a group of pictures. */
  private static final double BUCKET_SECONDS = 2;

  private static final double FRESH = 0.3;

  private final DecodeBudget budget;
  private final double weight;
  private double granted = Double.POSITIVE_INFINITY;
  private double bucketNanos;
  private long filledNanos;

  // Since the last measurement.
  private int offered;
  private int decoded;
  private long tookNanos;

  private double costNanos;
  private double offeredPerSecond;

  DecodeShare(DecodeBudget budget, double weight, long nowNanos) {
    if (!(weight > 0)) {
      throw new IllegalArgumentException("a weight of " + weight);
    }
    this.budget = budget;
    this.weight = weight;
    this.filledNanos = nowNanos;
  }

  /** A picture came, whether or not it will be decoded. */
  public synchronized void offered() {
    offered++;
  }

  /** Whether the next picture may be decoded now. */
  public boolean allows(long nowNanos) {
    budget.planAt(nowNanos, false);
    synchronized (this) {
      fill(nowNanos);
      return granted == Double.POSITIVE_INFINITY || bucketNanos > 0;
    }
  }

  /** A picture was decoded and judged, and took so much processor time. */
  public void spent(long nanos) {
    budget.spent(nanos);
    synchronized (this) {
      decoded++;
      tookNanos += nanos;
      bucketNanos -= nanos;
    }
  }

  /** Whether it gets less than it would use. */
  public synchronized boolean capped() {
    return granted != Double.POSITIVE_INFINITY;
  }

  /** Cores that it would use, by its last seconds; 0 before the first is measured. */
  public synchronized double wanted() {
    return demand(0);
  }

  /** Cores that it gets; infinite where it gets all that it would use. */
  public synchronized double granted() {
    return granted;
  }

  /** The camera is quiet again. */
  @Override
  public void close() {
    budget.leave(this);
  }

  double weight() {
    return weight;
  }

  synchronized void measure(long passedNanos) {
    if (decoded > 0) {
      double cost = tookNanos / (double) decoded;
      costNanos = costNanos == 0 ? cost : costNanos + FRESH * (cost - costNanos);
    }
    double rate = offered * 1e9 / passedNanos;
    offeredPerSecond =
        offeredPerSecond == 0 ? rate : offeredPerSecond + FRESH * (rate - offeredPerSecond);
    offered = 0;
    decoded = 0;
    tookNanos = 0;
  }

  /** Cores that it would use. */
  synchronized double demand(double unknown) {
    return costNanos == 0 ? unknown : costNanos * offeredPerSecond / 1e9;
  }

  synchronized void grant(double cores, long nowNanos) {
    fill(nowNanos);
    if (granted == Double.POSITIVE_INFINITY && cores != Double.POSITIVE_INFINITY) {
      bucketNanos = 0;
    }
    granted = cores;
  }

  private void fill(long nowNanos) {
    long passed = Math.max(0, nowNanos - filledNanos);
    filledNanos = nowNanos;
    if (granted != Double.POSITIVE_INFINITY) {
      bucketNanos = Math.min(bucketNanos + passed * granted, BUCKET_SECONDS * 1e9 * granted);
    }
  }
}
