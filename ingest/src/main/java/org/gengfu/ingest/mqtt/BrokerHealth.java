package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.gengfu.core.life.HealthCheck;

/** Whether sensors are heard: the broker is connected, and what comes gets into the database. */
final class BrokerHealth implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BrokerSupervisor broker;
  private final ReadingWriter writer;
  private final HeldMessages held;
  private final InstantSource clock;

  BrokerHealth(
      BrokerSupervisor broker, ReadingWriter writer, HeldMessages held, InstantSource clock) {
    this.broker = broker;
    this.writer = writer;
    this.held = held;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "mqtt-broker";
  }

  @Override
  public Result check() {
    if (!broker.connected()) {
      return new Result(false, broker.state());
    }
    Instant since = writer.failingSince();
    if (since != null && clock.instant().isAfter(since.plus(PATIENCE))) {
      return new Result(
          false,
          "readings wait for the database since " + since + ", " + held.size() + " messages");
    }
    return new Result(true, broker.state());
  }
}
