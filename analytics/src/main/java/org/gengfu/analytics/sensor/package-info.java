/** Thresholds on sensor readings: readings in, episodes out. */
@NullMarked
package org.gengfu.analytics.sensor;

import org.jspecify.annotations.NullMarked;
