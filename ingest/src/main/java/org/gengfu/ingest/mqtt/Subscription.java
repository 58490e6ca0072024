package org.gengfu.ingest.mqtt;

/**
 * What the broker is asked for.
 *
 * @param filter a topic, or {@code $share/GROUP/TOPIC} where several hubs share its messages
 * @param states whether a kept ("retained") message is asked for with every connection: it tells a
 *     state that still holds, such as a last will. Otherwise it is asked for once, when the
 *     subscription is new.
 */
record Subscription(String filter, boolean states) {
  private static final String SHARE = "$share/";

  static Subscription to(String topic) {
    return new Subscription(topic, false);
  }

  static Subscription toStates(String topic) {
    return new Subscription(topic, true);
  }

  /** The same messages, shared with the other hubs of the group (MQTT 5, 4.8.2). */
  static Subscription shared(String group, String topic) {
    return new Subscription(SHARE + group + "/" + topic, false);
  }

  /** Whether other hubs may get its messages instead. */
  boolean isShared() {
    return filter.startsWith(SHARE);
  }

  /** The topic in it. */
  String topic() {
    return isShared() ? filter.substring(filter.indexOf('/', SHARE.length()) + 1) : filter;
  }
}
