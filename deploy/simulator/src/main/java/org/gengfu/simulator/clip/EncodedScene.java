package org.gengfu.simulator.clip;

/**
 * What a camera sees, for ever: an endless row of GOPs, all of one length. The one with number
 * <i>n</i> begins at <i>n</i> × {@link #gopTicks()} on the scene's clock.
 */
public interface EncodedScene {
  /** Length of every GOP, 90,000 ticks a second. */
  long gopTicks();

  /**
   * The GOP with this number. Asked on event loops, by every viewer for itself, in growing order
   * but for a viewer that lags by a GOP; so it is safe on any thread, does not block, and answers
   * the same to the same recent number.
   *
   * @param number counts from 0 at the start of the camera
   */
  Gop gop(long number);
}
