package org.gengfu.analytics.scene;

import org.gengfu.core.geometry.Box;

/**
 * A part of the picture that hangs together and shows neither background nor a thing known to be at
 * rest: a person, a passing vehicle, a crowd.
 *
 * @param cells indexes
 * @param box around its pixels, normalised
 * @param filled share of the box that its pixels fill
 * @param fresh share of its cells whose look is not a standing one
 * @param light whether the ground shines through: a headlight's beam
 * @param stayedMillis for how long most of its cells have not shown the empty place: somebody who
 *     stands, or stood here before
 * @param restlessMillis for how long its place has been one that never rests: leaves
 */
record Mover(
    int[] cells,
    Box box,
    double filled,
    double fresh,
    boolean light,
    long stayedMillis,
    long restlessMillis) {}
