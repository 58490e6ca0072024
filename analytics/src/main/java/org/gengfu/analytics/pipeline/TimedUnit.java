package org.gengfu.analytics.pipeline;

import java.time.Instant;
import org.gengfu.core.media.AccessUnit;
import org.jspecify.annotations.Nullable;

/**
 * An access unit on its way to an active camera's decoder.
 *
 * @param unit one reference of it belongs to whoever holds this
 * @param nanos its stream time
 * @param arrived when it came
 * @param still the keyframe that it is, where that is due to be judged for what stays
 */
record TimedUnit(AccessUnit unit, long nanos, Instant arrived, @Nullable Keyframe still) {}
