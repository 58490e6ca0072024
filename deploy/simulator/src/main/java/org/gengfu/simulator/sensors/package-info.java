/** Simulated sensors that publish over MQTT as real vendors' devices do. */
@NullMarked
package org.gengfu.simulator.sensors;

import org.jspecify.annotations.NullMarked;
