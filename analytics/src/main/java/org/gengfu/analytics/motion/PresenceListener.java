package org.gengfu.analytics.motion;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears who is in which zone; called on the cameras' workers, one picture of a camera at a time.
 */
public interface PresenceListener {
  /** Nobody asks. */
  PresenceListener NONE =
      new PresenceListener() {
        @Override
        public boolean asksFor(String zoneId) {
          return false;
        }

        @Override
        public void present(
            String cameraId, Instant at, List<Presence> present, Evidence evidence) {}
      };

  /** Makes the picture of the moment, with the box drawn; null where that fails. */
  interface Evidence {
    byte @Nullable [] picture(Presence presence);
  }

  /** Whether presence in the zone is asked for, whatever the zone's own rule needs. */
  boolean asksFor(String zoneId);

  /**
   * Tells of a picture, also where nobody is in it.
   *
   * @param at time of the picture
   * @param present who is where
   * @param evidence usable during the call only
   */
  void present(String cameraId, Instant at, List<Presence> present, Evidence evidence);
}
