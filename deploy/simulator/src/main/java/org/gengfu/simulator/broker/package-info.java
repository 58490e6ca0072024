/** The demo's and the tests' MQTT broker; HiveMQ's types stay here. */
@NullMarked
package org.gengfu.simulator.broker;

import org.jspecify.annotations.NullMarked;
