package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection to the broker, from CONNECT to its end; it never reconnects. Each connection has a
 * Paho client of its own: Paho's own reconnect keeps acknowledgements and topic aliases of the old
 * connection, which mean nothing on the new one.
 *
 * <p>Acknowledgements are ours to send ({@code setManualAcks}): Paho 1.2.5 then sends PUBACK only
 * from {@code messageArrivedComplete}, and does not time out what is never acknowledged.
 */
final class BrokerLink implements Arrival.AckTarget {
  static final int RECEIVE_MAXIMUM = 1000;

  private static final Duration SESSION_EXPIRY = Duration.ofDays(7);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

  /** Past our own limit on payloads, so that a message over that limit comes and can be told of. */
  private static final long MAX_PACKET_BYTES = 1024 * 1024;

  private static final int TOPICS_A_PACKET = 100;

  /** Send a kept ("retained") message when a subscription is new, not at each reconnect. */
  private static final int RETAINED_WHEN_NEW = 1;

  private static final int FIRST_FAILURE_CODE = 0x80;
  private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;

  private final MqttConfig config;
  private final MqttAsyncClient client;
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean sessionPresent;
  private int brokerReceiveMaximum = DEFAULT_RECEIVE_MAXIMUM;

  /** Hears of a connection; called on Paho's threads, must not block. */
  interface Listener {
    void arrived(BrokerLink link, Arrival arrival);

    /** Once, when a connection that stood has ended by itself. */
    void lost(BrokerLink link, BrokerException why);
  }

  private BrokerLink(MqttConfig config, InstantSource clock, Listener listener)
      throws MqttException {
    this.config = config;
    this.client = new MqttAsyncClient(config.uri(), config.clientId(), new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(
        new PahoCallback() {
          @Override
          public void messageArrived(String topic, MqttMessage message) {
            listener.arrived(BrokerLink.this, arrival(topic, message, clock));
          }

          @Override
          public void disconnected(MqttDisconnectResponse response) {
            if (ended.compareAndSet(false, true)) {
              listener.lost(BrokerLink.this, BrokerException.of(response, config));
            }
          }
        });
  }

  /** Connects; blocks until the broker has accepted. */
  static BrokerLink open(MqttConfig config, InstantSource clock, Listener listener)
      throws BrokerException {
    BrokerLink link = null;
    try {
      link = new BrokerLink(config, clock, listener);
      link.connect();
      return link;
    } catch (MqttException e) {
      if (link != null) {
        link.drop();
      }
      throw BrokerException.of(e, config);
    }
  }

  private void connect() throws MqttException {
    IMqttToken token = client.connect(options());
    token.waitForCompletion(CONNECT_LIMIT.plusSeconds(2).toMillis());
    sessionPresent = token.getSessionPresent();
    MqttProperties properties = token.getResponseProperties();
    if (properties != null && properties.getReceiveMaximum() != null) {
      brokerReceiveMaximum = properties.getReceiveMaximum();
    }
  }

  private MqttConnectionOptions options() {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_EXPIRY.toSeconds());
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setMaximumPacketSize(MAX_PACKET_BYTES);
    options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
    options.setConnectionTimeout((int) CONNECT_LIMIT.toSeconds());
    options.setUseSubscriptionIdentifiers(false);
    if (config.uri().startsWith("ssl:")) {
      options.setSocketFactory(SSLSocketFactory.getDefault());
    }
    if (config.username() != null) {
      options.setUserName(config.username());
    }
    if (config.password() != null) {
      options.setPassword(
          config.password().reveal().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return options;
  }

  private Arrival arrival(String topic, MqttMessage message, InstantSource clock) {
    return new Arrival(
        topic,
        message.getPayload(),
        clock.instant(),
        message.getId(),
        message.getQos(),
        message.isRetained(),
        this);
  }

  /** Whether the broker still knew our session. */
  boolean sessionPresent() {
    return sessionPresent;
  }

  /** How many publications the broker takes before it has acknowledged the first. */
  int brokerReceiveMaximum() {
    return brokerReceiveMaximum;
  }

  /**
   * Subscribes with quality of service 1; blocks for the broker's answers.
   *
   * @return by topic, why the broker has refused it
   */
  Map<String, String> subscribe(Collection<String> topics) throws BrokerException {
    Map<String, String> refused = new LinkedHashMap<>();
    for (List<String> some : packets(topics)) {
      MqttSubscription[] subscriptions =
          some.stream().map(BrokerLink::subscription).toArray(MqttSubscription[]::new);
      int[] codes = answer(() -> client.subscribe(subscriptions)).getReasonCodes();
      for (int i = 0; i < some.size(); i++) {
        if (codes != null && i < codes.length && codes[i] >= FIRST_FAILURE_CODE) {
          refused.put(some.get(i), new MqttException(codes[i]).getMessage());
        }
      }
    }
    return refused;
  }

  private static MqttSubscription subscription(String topic) {
    MqttSubscription subscription = new MqttSubscription(topic, 1);
    subscription.setRetainHandling(RETAINED_WHEN_NEW);
    return subscription;
  }

  /** Unsubscribes; blocks for the broker's answers. */
  void unsubscribe(Collection<String> topics) throws BrokerException {
    for (List<String> some : packets(topics)) {
      answer(() -> client.unsubscribe(some.toArray(String[]::new)));
    }
  }

  private static List<List<String>> packets(Collection<String> topics) {
    List<String> all = List.copyOf(topics);
    List<List<String>> packets = new ArrayList<>();
    for (int from = 0; from < all.size(); from += TOPICS_A_PACKET) {
      packets.add(all.subList(from, Math.min(all.size(), from + TOPICS_A_PACKET)));
    }
    return packets;
  }

  private interface Request {
    IMqttToken send() throws MqttException;
  }

  private IMqttToken answer(Request request) throws BrokerException {
    try {
      IMqttToken token = request.send();
      token.waitForCompletion(ANSWER_LIMIT.toMillis());
      return token;
    } catch (MqttException e) {
      throw BrokerException.of(e, config);
    }
  }

  /**
   * Sends with quality of service 1. One call at a time: Paho numbers topic aliases without a lock,
   * and loses one for good when it refuses a message past the broker's receive maximum, so the
   * caller stays below {@link #brokerReceiveMaximum()}.
   *
   * @param done told once, null for acknowledged, otherwise why not
   */
  synchronized void publish(
      String topic, byte[] payload, java.util.function.Consumer<BrokerException> done) {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    try {
      client.publish(topic, message, null, answerTo(topic, done));
    } catch (MqttException e) {
      done.accept(BrokerException.of(e, config));
    }
  }

  private MqttActionListener answerTo(
      String topic, java.util.function.Consumer<BrokerException> done) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        boolean refused = codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE_CODE;
        done.accept(
            refused
                ? new BrokerException(
                    "the broker refuses a message to "
                        + topic
                        + ": "
                        + new MqttException(codes[0]).getMessage())
                : null);
      }

      @Override
      public void onFailure(IMqttToken token, Throwable failure) {
        done.accept(
            failure instanceof MqttException e
                ? BrokerException.of(e, config)
                : new BrokerException("publishing to " + topic + " failed: " + failure));
      }
    };
  }

  @Override
  public boolean acknowledge(int packetId) {
    if (ended.get() || !client.isConnected()) {
      return false;
    }
    try {
      client.messageArrivedComplete(packetId, 1);
      return true;
    } catch (MqttException e) {
      return false;
    }
  }

  /** Says goodbye, after what was acknowledged has gone out; the session stays at the broker. */
  void close() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    try {
      client.disconnect(FLUSH_LIMIT.toMillis()).waitForCompletion(2 * FLUSH_LIMIT.toMillis());
    } catch (MqttException e) {
      drop();
    }
  }

  /**
   * Ends without a word. Paho's {@code close()} is not called: it sets fields to null under its own
   * threads, and holds nothing that the garbage collector does not take.
   */
  void drop() {
    ended.set(true);
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException e) {
      // Not connected any more: that is what was wanted.
    }
  }
}
