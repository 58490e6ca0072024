package org.gengfu.analytics.pipeline;

import java.util.Locale;

/** Why a picture was not decoded though somebody could have looked at it. */
enum PassedOver {
  /** A keyframe closer to the one before than is of use. */
  PACE,
  /** A keyframe of a camera that has been quiet for long. */
  LONG_QUIET,
  /** A picture of an active camera: its share of the budget was used up. */
  BUDGET,
  /** A picture of an active camera: the workers were too far behind. */
  BEHIND,
  /** A picture of an active camera behind one that could not be decoded. */
  DAMAGED;

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
