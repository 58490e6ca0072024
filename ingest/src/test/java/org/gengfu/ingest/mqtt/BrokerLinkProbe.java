package org.gengfu.ingest.mqtt;

import static org.gengfu.ingest.mqtt.Eventually.eventually;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.gengfu.core.village.Broker;

/** A second client, over our own link. */
final class BrokerLinkProbe implements AutoCloseable {
  private final BrokerLink link;

  private BrokerLinkProbe(BrokerLink link) {
    this.link = link;
  }

  static BrokerLinkProbe open(Broker broker) throws BrokerException {
    return new BrokerLinkProbe(
        BrokerLink.open(
            broker,
            InstantSource.system(),
            new BrokerLink.Listener() {
              @Override
              public void arrived(BrokerLink from, Arrival arrival) {
                from.acknowledge(arrival.packetId);
              }

              @Override
              public void lost(BrokerLink from, BrokerException why) {}
            }));
  }

  void publish(String topic, String payload) {
    CountDownLatch done = new CountDownLatch(1);
    AtomicReference<BrokerException> failed = new AtomicReference<>();
    link.publish(
        topic,
        payload.getBytes(StandardCharsets.UTF_8),
        failure -> {
          failed.set(failure);
          done.countDown();
        });
    try {
      if (!done.await(20, TimeUnit.SECONDS) || failed.get() != null) {
        throw new AssertionError("not published", failed.get());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  void publishUntil(String topic, String payload, BooleanSupplier enough) {
    eventually(
        "heard on " + topic,
        () -> {
          publish(topic, payload);
          return enough.getAsBoolean();
        });
  }

  @Override
  public void close() {
    link.close();
  }
}
