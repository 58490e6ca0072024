package org.gengfu.core.village;

/**
 * The kinds of things that an admin configures, each behind those that it refers to. The name is
 * the one in the API's paths and in the database.
 */
public enum Kind {
  WORKER("workers", Worker.class),
  GRID("grids", Grid.class),
  DUTY("duties", Duty.class),
  CAMERA("cameras", Camera.class),
  ZONE("zones", Zone.class),
  BROKER("brokers", Broker.class),
  SENSOR_TYPE("sensor-types", SensorType.class),
  SENSOR("sensors", Sensor.class),
  JOINT_RULE("joint-rules", JointRule.class),
  WEBHOOK("webhooks", Webhook.class);

  private final String plural;
  private final Class<? extends Entity> type;

  Kind(String plural, Class<? extends Entity> type) {
    this.plural = plural;
    this.type = type;
  }

  public String plural() {
    return plural;
  }

  public Class<? extends Entity> type() {
    return type;
  }

  /** The kind of this entity. */
  public static Kind of(Entity entity) {
    for (Kind kind : values()) {
      if (kind.type.isInstance(entity)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind for " + entity.getClass());
  }
}
