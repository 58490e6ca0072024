package org.gengfu.analytics.activity;

import java.util.Locale;

/** How much of a camera's stream is decoded. */
public enum Activity {
  /** Every picture, or as many as its rules need. */
  ACTIVE,
  /** Keyframes only. */
  QUIET,
  /** Some keyframes only: nothing has changed for long. */
  LONG_QUIET;

  /** The word for it in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
