/**
 * Sensors over MQTT: {@link org.gengfu.ingest.mqtt.SensorGateway} is the way in. Paho's types stay
 * here.
 */
@NullMarked
package org.gengfu.ingest.mqtt;

import org.jspecify.annotations.NullMarked;
