package org.gengfu.analytics.budget;

import java.util.Arrays;
import java.util.Comparator;

/** Weighted max-min fairness: nobody gets more than he asks for, and what is left is shared. */
final class FairShare {
  private FairShare() {}

  /**
   * Shares out a total.
   *
   * @param total what there is
   * @param demands what each asks for, not negative
   * @param weights of each, positive
   * @return what each gets: his demand, or the same part of his weight as all others who get less
   *     than they ask for
   */
  static double[] of(double total, double[] demands, double[] weights) {
    Integer[] order = new Integer[demands.length];
    Arrays.setAll(order, i -> i);
    // Who asks for least by his weight is satisfied first.
    Arrays.sort(order, Comparator.comparingDouble(i -> demands[i] / weights[i]));
    double weightLeft = Arrays.stream(weights).sum();
    double left = Math.max(0, total);
    double[] shares = new double[demands.length];
    for (int i : order) {
      shares[i] = Math.min(demands[i], left * weights[i] / weightLeft);
      left -= shares[i];
      weightLeft -= weights[i];
    }
    return shares;
  }
}
