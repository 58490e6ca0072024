package org.gengfu.analytics.scene;

import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * An object detector that is asked about candidates in the present picture. The rules work without
 * it.
 */
public interface SecondOpinion {
  /** Nobody to ask: the rules alone decide. */
  SecondOpinion NONE =
      new SecondOpinion() {
        @Override
        public boolean available() {
          return false;
        }

        @Override
        public @Nullable Sighting look(Box box) {
          return null;
        }

        @Override
        public @Nullable Sighting look(Box box, LumaPicture other) {
          return null;
        }
      };

  /** Whether there is anybody to ask; where not, nothing waits for an answer. */
  boolean available();

  /**
   * What fills this place in the present picture.
   *
   * @param box the candidate's own pixels
   * @return null where it can't be asked now; it may be asked again with a later picture
   */
  @Nullable Sighting look(Box box);

  /** What fills this place in another picture of the same view, such as the one without it. */
  @Nullable Sighting look(Box box, LumaPicture other);

  /**
   * What a detector says of one place in one picture.
   *
   * @param vehicle score of the best vehicle that fills the place; 0 for none
   * @param person score of the best person that fills the place; 0 for none
   */
  record Sighting(double vehicle, double person) {}
}
