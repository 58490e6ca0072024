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
 */
record Mover(int[] cells, Box box, double filled, double fresh) {}
