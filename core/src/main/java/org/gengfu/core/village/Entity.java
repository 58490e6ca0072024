package org.gengfu.core.village;

/** One thing of the configuration, known by its id within its kind. */
public sealed interface Entity
    permits Camera, Zone, Broker, SensorType, Sensor, Grid, Worker, Duty, Webhook, JointRule {
  String id();
}
