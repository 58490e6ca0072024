/** Draws the village: places, light, weather, people and vehicles, as plain Java2D pictures. */
@NullMarked
package org.gengfu.simulator.scene;

import org.jspecify.annotations.NullMarked;
