/**
 * Keyframes and readings in, observations out. {@link org.gengfu.analytics.Analytics} is the way
 * in.
 */
@NullMarked
package org.gengfu.analytics;

import org.jspecify.annotations.NullMarked;
