package org.gengfu.analytics.detect;

import org.gengfu.core.geometry.Box;

/**
 * Something that the detector sees.
 *
 * @param kind what it is
 * @param score 0 to 1
 * @param box where, normalised to the whole picture
 */
public record Detection(Kind kind, float score, Box box) {
  /** The few things that matter here; all else that a model knows is passed over. */
  public enum Kind {
    PERSON,
    /** Car, bus, lorry or motorcycle: models name one of them several ways at once. */
    VEHICLE
  }
}
