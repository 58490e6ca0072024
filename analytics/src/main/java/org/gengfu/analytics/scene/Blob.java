package org.gengfu.analytics.scene;

/**
 * Neighbouring cells whose looks came at about the same time.
 *
 * @param cells indexes
 * @param slots the standing look of each cell
 * @param onsetMillis median of the looks' times
 */
record Blob(int[] cells, int[] slots, long onsetMillis) {}
