package org.gengfu.core.media;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Why it can't be judged what happens before a camera, the plainest first: where several hold, the
 * first one is told. The codes stand in the database, the API and the texts of every language; they
 * never change.
 */
public enum Hindrance {
  /** No picture comes. */
  NO_PICTURES,
  /** Keyframes come, and none can be decoded. */
  UNDECODABLE,
  /** Keyframes come, and none is reached in time. */
  BEHIND,
  /** Black, grey or white, and nothing to see. */
  BLANK,
  /** Nothing is known of the place yet: after the start, or after the camera was turned. */
  LEARNING,
  /** Pictures come so far apart that the shortest dwell can't be told. */
  SPARSE,
  /** Privacy masks hide most of it. */
  MASKED,
  /** The camera sways by more than can be laid back. */
  SHAKEN,
  /** Too little light for things to stand out. */
  DARK,
  /** So bright that nothing stands out. */
  GLARE,
  /** Too little contrast for things to stand out: fog, a dirty lens. */
  FAINT,
  /** Things go under in noise, rain or snow. */
  NOISE,
  /** Lights come and go all the time: headlights, lightning, a flickering lamp. */
  UNSTEADY_LIGHT,
  /** Most of it stirs all the time: leaves, water, heavy rain. */
  RESTLESS;

  /** The name in the database, the API and the texts. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it ends by itself within seconds, and nobody needs to do anything. */
  public boolean passing() {
    return this == LEARNING;
  }
}
