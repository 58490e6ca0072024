/** A fictional village: cameras over RTSP, sensors over MQTT; the demo and the tests' fakes. */
@NullMarked
package org.gengfu.simulator;

import org.jspecify.annotations.NullMarked;
