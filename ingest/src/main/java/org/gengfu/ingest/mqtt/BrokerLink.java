package org.gengfu.ingest.mqtt;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the broker, from CONNECT to its end; it never reconnects. Each connection has a
 * Paho client of its own: Paho's own reconnect keeps acknowledgements and topic aliases of the old
 * connection, which mean nothing on the new one.
 *
 * <p>Acknowledgements are ours to send ({@code setManualAcks}): Paho 1.2.5 then sends PUBACK only
 * from {@code messageArrivedComplete}, and does not time out what is never acknowledged.
 */
interface BrokerLink extends Arrival.AckTarget {
  /** How many messages may be under way to us; MQTT 3.1.1 has no such word, the broker decides. */
  int RECEIVE_MAXIMUM = 2000;

  int TOPICS_A_PACKET = 100;
  int FIRST_FAILURE_CODE = 0x80;

  /** Hears of a connection; called on Paho's threads, must not block. */
  interface Listener {
    void arrived(BrokerLink link, Arrival arrival);

    /** Once, when a connection that stood has ended by itself. */
    void lost(BrokerLink link, BrokerException why);
  }

  /** Connects; blocks until the broker has accepted. */
  static BrokerLink open(Broker broker, InstantSource clock, Listener listener)
      throws BrokerException {
    return broker.protocol() == Broker.Protocol.MQTT_3_1_1
        ? Mqtt3Link.open(broker, clock, listener)
        : Mqtt5Link.open(broker, clock, listener);
  }

  /** Whether the broker still knew our session. */
  boolean sessionPresent();

  /** Whether the broker takes shared subscriptions; MQTT 3.1.1 can't tell, so yes there. */
  boolean sharesSubscriptions();

  /** How many publications the broker takes before it has acknowledged the first. */
  int brokerReceiveMaximum();

  /**
   * Subscribes with quality of service 1; blocks for the broker's answers.
   *
   * @return by filter, why the broker has refused it
   */
  Map<String, String> subscribe(Collection<Subscription> subscriptions) throws BrokerException;

  /** Unsubscribes; blocks for the broker's answers. */
  void unsubscribe(Collection<String> filters) throws BrokerException;

  /**
   * Sends with quality of service 1.
   *
   * @param done told once, null for acknowledged, otherwise why not
   */
  void publish(String topic, byte[] payload, Consumer<@Nullable BrokerException> done);

  /** Says goodbye, after what was acknowledged has gone out; the session stays at the broker. */
  void close();

  /** Ends without a word. */
  void drop();

  /**
   * What each SUBSCRIBE asks for: many topics, or one that is shared. HiveMQ CE 2025.5 takes a
   * client for one without shared subscriptions, for as long as the connection lasts, when it looks
   * while it still stores a packet of several topics; what came while another message was under way
   * then waits for ever. It stores a single topic before it looks. The shared ones come last, so
   * that it has looked at what the connection found.
   */
  static List<List<Subscription>> subscribePackets(Collection<Subscription> all) {
    List<Subscription> plain = all.stream().filter(one -> !one.isShared()).toList();
    List<List<Subscription>> packets = new ArrayList<>(packets(plain));
    all.stream().filter(Subscription::isShared).forEach(one -> packets.add(List.of(one)));
    return packets;
  }

  /** In lots that fit into a packet each, or may be under way at once. */
  static <T> List<List<T>> packets(Collection<T> all) {
    List<T> list = List.copyOf(all);
    List<List<T>> packets = new ArrayList<>();
    for (int from = 0; from < list.size(); from += TOPICS_A_PACKET) {
      packets.add(list.subList(from, Math.min(list.size(), from + TOPICS_A_PACKET)));
    }
    return packets;
  }
}
