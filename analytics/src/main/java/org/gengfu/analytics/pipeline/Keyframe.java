package org.gengfu.analytics.pipeline;

import org.gengfu.core.media.AccessUnit;

/**
 * A keyframe and its number, by which a picture made of it is known again after the unit is gone.
 *
 * @param unit one reference of it belongs to whoever holds this
 * @param number counts a camera's keyframes, from 1
 * @param nanos its stream time
 * @param rise by how much the sizes of the pictures before it rose, at most; 0 where not known
 */
record Keyframe(AccessUnit unit, long number, long nanos, double rise) {
  Keyframe retain() {
    unit.retain();
    return this;
  }

  void release() {
    unit.release();
  }
}
