package org.gengfu.analytics.activity;

import java.util.Locale;

/** What makes a camera active. */
public enum ActivityReason {
  /** A keyframe shows something that the one before did not. */
  CHANGE,
  /** Pictures between keyframes are larger than this camera's are while nothing moves. */
  SIZES,
  /** A sensor nearby has raised something. */
  SENSOR,
  /** A person looks at it in full size. */
  VIEWER,
  /** A rule follows something. */
  RULE;

  /** The word for it in metrics. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
