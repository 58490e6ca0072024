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
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/**
 * A connection by MQTT 3.1.1. How many messages may be under way to us is the broker's to decide
 * there, and a kept message comes with every subscription.
 */
final class Mqtt3Link implements BrokerLink {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration FLUSH_LIMIT = Duration.ofSeconds(2);

  /** Paho refuses more than this; {@link OutgoingMessages} stays at it. */
  private static final int MAX_IN_FLIGHT = 100;

  private final Broker broker;
  private final MqttAsyncClient client;
  private final ArrivalClock arrivals;
  private final Liveness liveness = new Liveness(System::nanoTime);
  private final AtomicBoolean ended = new AtomicBoolean();
  private boolean sessionPresent;

  private Mqtt3Link(Broker broker, InstantSource clock, Listener listener) throws MqttException {
    this.broker = broker;
    this.arrivals = new ArrivalClock(clock);
    this.client = new MqttAsyncClient(broker.uri(), broker.clientId(), new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(
        new MqttCallback() {
          @Override
          public void messageArrived(String topic, MqttMessage message) {
            listener.arrived(Mqtt3Link.this, arrival(topic, message));
          }

          @Override
          public void connectionLost(@Nullable Throwable why) {
            if (ended.compareAndSet(false, true)) {
              listener.lost(Mqtt3Link.this, Failures3.lost(why, broker));
            }
          }

          @Override
          public void deliveryComplete(IMqttDeliveryToken token) {}
        });
  }

  static Mqtt3Link open(Broker broker, InstantSource clock, Listener listener)
      throws BrokerException {
    Mqtt3Link link = null;
    try {
      link = new Mqtt3Link(broker, clock, listener);
      IMqttToken token = link.client.connect(options(broker));
      token.waitForCompletion(CONNECT_LIMIT.plusSeconds(2).toMillis());
      link.sessionPresent = token.getSessionPresent();
      return link;
    } catch (MqttException e) {
      if (link != null) {
        link.drop();
      }
      throw Failures3.of(e, broker);
    }
  }

  private static MqttConnectOptions options(Broker broker) throws BrokerException {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setAutomaticReconnect(false);
    options.setCleanSession(false);
    options.setMaxInflight(MAX_IN_FLIGHT);
    options.setKeepAliveInterval((int) KEEP_ALIVE.toSeconds());
    options.setConnectionTimeout((int) CONNECT_LIMIT.toSeconds());
    if (broker.encrypted()) {
      options.setSocketFactory(BrokerTrust.socketFactory(broker));
      options.setHttpsHostnameVerificationEnabled(BrokerTrust.checksHostName(broker));
    }
    if (broker.username() != null) {
      options.setUserName(broker.username());
    }
    if (broker.password() != null) {
      options.setPassword(broker.password().reveal().toCharArray());
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
  public boolean sessionPresent() {
    return sessionPresent;
  }

  @Override
  public boolean sharesSubscriptions() {
    return true;
  }

  @Override
  public int brokerReceiveMaximum() {
    return MAX_IN_FLIGHT;
  }

  @Override
  public Map<String, String> subscribe(Collection<Subscription> wanted) throws BrokerException {
    Map<String, String> refused = new LinkedHashMap<>();
    for (var underWay : BrokerLink.packets(BrokerLink.subscribePackets(wanted))) {
      List<IMqttToken> answers =
          answers(underWay.stream().<Request>map(some -> () -> subscribing(some)).toList());
      for (int i = 0; i < answers.size(); i++) {
        noteRefusals(underWay.get(i), answers.get(i).getGrantedQos(), refused);
      }
    }
    return refused;
  }

  private IMqttToken subscribing(List<Subscription> some) throws MqttException {
    String[] filters = some.stream().map(Subscription::filter).toArray(String[]::new);
    int[] qualities = new int[filters.length];
    java.util.Arrays.fill(qualities, 1);
    return client.subscribe(filters, qualities);
  }

  private static void noteRefusals(
      List<Subscription> some, int @Nullable [] granted, Map<String, String> refused) {
    for (int i = 0; i < some.size(); i++) {
      if (granted != null && i < granted.length && granted[i] >= FIRST_FAILURE_CODE) {
        refused.put(some.get(i).filter(), "not allowed");
      }
    }
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
        throw new MqttException(MqttException.REASON_CODE_CLIENT_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MqttException(MqttException.REASON_CODE_CLIENT_TIMEOUT);
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
      throw Failures3.of(e, broker);
    }
  }

  @Override
  public void publish(String topic, byte[] payload, Consumer<@Nullable BrokerException> done) {
    try {
      client.publish(topic, payload, 1, false, null, answerTo(topic, done));
    } catch (MqttException e) {
      done.accept(Failures3.of(e, broker));
    }
  }

  private IMqttActionListener answerTo(String topic, Consumer<@Nullable BrokerException> done) {
    return new IMqttActionListener() {
      @Override
      public void onSuccess(IMqttToken token) {
        done.accept(null);
      }

      @Override
      public void onFailure(IMqttToken token, Throwable failure) {
        done.accept(
            failure instanceof MqttException e
                ? Failures3.of(e, broker)
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
