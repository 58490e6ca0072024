package org.gengfu.analytics.scene;

/** What is held of a stationary object in one picture. */
enum Verdict {
  /** No zone's dwell is over. */
  YOUNG,
  /** Something is before it. */
  HIDDEN,
  /** Too few pixels to judge. */
  TINY,
  /** A piece of what is raised already. */
  PART,
  /** A shadow, a cloud, a patch of sun. */
  LIGHT,
  /** Nothing came: something left. */
  GHOST,
  /** The outline does not say whether it came or left. */
  UNDECIDED,
  /** Something that moves hangs together with it. */
  NOT_ALONE,
  /** Not a thing: someone who stands. */
  RESTLESS,
  /** Feet or bag of someone who stands or just stood there. */
  FOOTPRINT,
  /** Still, but of a person's shape, and nobody left it behind. */
  PERSON,
  /** A thing, but the second opinion has not been heard yet. */
  AWAITED,
  /** A thing that came and stays. */
  THING;

  /** Whether it may come to be raised, so that the second opinion is heard in time. */
  boolean worthALook() {
    return switch (this) {
      case UNDECIDED, NOT_ALONE, RESTLESS, FOOTPRINT, PERSON, THING -> true;
      default -> false;
    };
  }
}
