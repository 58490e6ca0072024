package org.gengfu.alerts;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait after a failure: doubling, capped, a fifth more or less by chance. */
final class Backoff {
  private static final int MOST_DOUBLINGS = 30;
  private static final double JITTER = 0.2;
  private final AlertsConfig.Retry retry;
  private final DoubleSupplier random;

  /**
   * @param random 0 to 1
   */
  Backoff(AlertsConfig.Retry retry, DoubleSupplier random) {
    this.retry = retry;
    this.random = random;
  }

  /**
   * @param attempt the one that has failed, from 1
   */
  Duration after(int attempt) {
    double doubled = retry.first().toMillis() * Math.pow(2, Math.min(attempt - 1, MOST_DOUBLINGS));
    double capped = Math.min(doubled, (double) retry.longest().toMillis());
    return Duration.ofMillis(Math.round(capped * (1 - JITTER + 2 * JITTER * random.getAsDouble())));
  }

  Duration giveUpAfter() {
    return retry.giveUpAfter();
  }
}
