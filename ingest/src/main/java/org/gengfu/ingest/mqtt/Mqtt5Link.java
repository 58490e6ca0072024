package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/** A connection by MQTT 5. */
final class Mqtt5Link implements BrokerLink {
  private static final Duration SESSION_EXPIRY = Duration.ofDays(7);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

  /** Past our own limit on payloads, so that a message over that limit comes and can be told of. */
  private static final long MAX_PACKET_BYTES = 1024 * 1024;

  /** Send a kept ("retained") message when a subscription is new, not at each reconnect. */
  private static final int RETAINED_WHEN_NEW = 1;

  private static final int RETAINED_ALWAYS = 0;
  private static final int DEFAULT_RECEIVE_MAXIMUM = 65_535;

  private final Broker broker;
  private final MqttAsyncClient client;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final ArrivalClock arrivals;
  private final Liveness liveness = new Liveness(System::nanoTime);
  private boolean sessionPresent;
  private boolean sharesSubscriptions = true;
  private int brokerReceiveMaximum = DEFAULT_RECEIVE_MAXIMUM;

  private Mqtt5Link(Broker broker, InstantSource clock, Listener listener) throws MqttException {
    this.broker = broker;
    this.arrivals = new ArrivalClock(clock);
    this.client = new MqttAsyncClient(broker.uri(), broker.clientId(), new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(
        new PahoCallback() {
          @Override
          public void messageArrived(String topic, MqttMessage message) {
            listener.arrived(Mqtt5Link.this, arrival(topic, message));
          }

          @Override
          public void disconnected(MqttDisconnectResponse response) {
            if (ended.compareAndSet(false, true)) {
              listener.lost(Mqtt5Link.this, Failures5.of(response, broker));
            }
          }
        });
  }

  /** Connects; blocks until the broker has accepted. */
  static Mqtt5Link open(Broker broker, InstantSource clock, Listener listener)
      throws BrokerException {
    Mqtt5Link link = null;
    try {
      link = new Mqtt5Link(broker, clock, listener);
      link.connect();
      return link;
    } catch (MqttException e) {
      if (link != null) {
        link.drop();
      }
      throw Failures5.of(e, broker);
    }
  }

  private void connect() throws MqttException, BrokerException {
    IMqttToken token = client.connect(options());
    token.waitForCompletion(CONNECT_LIMIT.plusSeconds(2).toMillis());
    sessionPresent = token.getSessionPresent();
    MqttProperties properties = token.getResponseProperties();
    if (properties != null) {
      Integer most = properties.getReceiveMaximum();
      brokerReceiveMaximum = most == null ? DEFAULT_RECEIVE_MAXIMUM : most;
      // Absent means available (MQTT 5, 3.2.2.3.13); Paho 1.2.5 gives absent as null.
      sharesSubscriptions = !Boolean.FALSE.equals(properties.isSharedSubscriptionAvailable());
    }
  }

  private MqttConnectionOptions options() throws BrokerException {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(false);
    options.setSessionExpiryInterval(SESSION_EXPIRY.toSeconds());
    options.setReceiveMaximum(RECEIVE_MAXIMUM);
    options.setMaximumPacketSize(MAX_PACKET_BYTES);
    options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
    options.setConnectionTimeout((int) CONNECT_LIMIT.toSeconds());
    options.setUseSubscriptionIdentifiers(false);
    if (broker.encrypted()) {
      options.setSocketFactory(BrokerTrust.socketFactory(broker));
      options.setHttpsHostnameVerificationEnabled(BrokerTrust.checksHostName(broker));
    }
    if (broker.username() != null) {
      options.setUserName(broker.username());
    }
    if (broker.password() != null) {
      options.setPassword(
          broker.password().reveal().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return options;
  }

  private Arrival arrival(String topic, MqttMessage message) {
    liveness.heard();
    return new Arrival(
        topic,
        message.getPayload(),
        arrivals.next(),
        message.getId(),
        message.getQos(),
        message.isRetained(),
        this);
  }

  @Override
  public boolean sharesSubscriptions() {
    return sharesSubscriptions;
  }

  @Override
  public boolean sessionPresent() {
    return sessionPresent;
  }

  @Override
  public int brokerReceiveMaximum() {
    return brokerReceiveMaximum;
  }

  @Override
  public Map<String, String> subscribe(Collection<Subscription> wanted) throws BrokerException {
    Map<String, String> refused = new LinkedHashMap<>();
    for (var underWay : BrokerLink.packets(BrokerLink.subscribePackets(wanted))) {
      List<Request> requests =
          underWay.stream()
              .<Request>map(some -> () -> client.subscribe(subscriptions(some)))
              .toList();
      List<IMqttToken> answers = answers(requests);
      for (int i = 0; i < answers.size(); i++) {
        noteRefusals(underWay.get(i), answers.get(i).getReasonCodes(), refused);
      }
    }
    return refused;
  }

  private static MqttSubscription[] subscriptions(List<Subscription> some) {
    return some.stream().map(Mqtt5Link::subscription).toArray(MqttSubscription[]::new);
  }

  private static void noteRefusals(
      List<Subscription> some, int @Nullable [] codes, Map<String, String> refused) {
    for (int i = 0; i < some.size(); i++) {
      if (codes != null && i < codes.length && codes[i] >= FIRST_FAILURE_CODE) {
        refused.put(some.get(i).filter(), new MqttException(codes[i]).getMessage());
      }
    }
  }

  private static MqttSubscription subscription(Subscription wanted) {
    MqttSubscription subscription = new MqttSubscription(wanted.filter(), 1);
    subscription.setRetainHandling(wanted.states() ? RETAINED_ALWAYS : RETAINED_WHEN_NEW);
    return subscription;
  }

  @Override
  public void unsubscribe(Collection<String> filters) throws BrokerException {
    for (List<String> some : BrokerLink.packets(filters)) {
      answers(List.of(() -> client.unsubscribe(some.toArray(String[]::new))));
    }
  }

  private interface Request {
    IMqttToken send() throws MqttException;
  }

  /** Waits as long as the broker sends anything: its answer comes behind what waits for us. */
  private void await(IMqttToken token) throws MqttException {
    try {
      if (!liveness.await(() -> token.isComplete() || token.getException() != null)) {
        throw new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MqttException(MqttClientException.REASON_CODE_CLIENT_TIMEOUT);
    }
    if (token.getException() != null) {
      throw token.getException();
    }
  }

  /** Sends all of them, and then waits for the answer to each. */
  private List<IMqttToken> answers(List<Request> requests) throws BrokerException {
    try {
      List<IMqttToken> tokens = new ArrayList<>(requests.size());
      for (Request request : requests) {
        tokens.add(request.send());
      }
      for (IMqttToken token : tokens) {
        await(token);
      }
      return tokens;
    } catch (MqttException e) {
      throw Failures5.of(e, broker);
    }
  }

  /**
   * One call at a time: Paho numbers topic aliases without a lock, and loses one for good when it
   * refuses a message past the broker's receive maximum, so the caller stays below {@link
   * #brokerReceiveMaximum()}.
   */
  @Override
  public synchronized void publish(
      String topic, byte[] payload, Consumer<@Nullable BrokerException> done) {
    MqttMessage message = new MqttMessage(payload);
    message.setQos(1);
    try {
      client.publish(topic, message, null, answerTo(topic, done));
    } catch (MqttException e) {
      done.accept(Failures5.of(e, broker));
    }
  }

  private MqttActionListener answerTo(String topic, Consumer<@Nullable BrokerException> done) {
    return new MqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        int[] codes = token.getReasonCodes();
        boolean refused = codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE_CODE;
        done.accept(
            refused
                ? new BrokerException(
                    FaultReason.TOPIC_REFUSED,
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
                ? Failures5.of(e, broker)
                : new BrokerException(
                    FaultReason.BROKER_FAILED, "publishing to " + topic + " failed: " + failure));
      }
    };
  }

  @Override
  public boolean ended() {
    return ended.get();
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

  @Override
  public void close() {
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
   * Paho's {@code close()} is not called: it sets fields to null under its own threads, and holds
   * nothing that the garbage collector does not take.
   */
  @Override
  public void drop() {
    ended.set(true);
    try {
      client.disconnectForcibly(0, 0, false);
    } catch (MqttException e) {
      // Not connected any more: that is what was wanted.
    }
  }
}
