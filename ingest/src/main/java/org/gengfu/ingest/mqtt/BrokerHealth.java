package org.gengfu.ingest.mqtt;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.sensing.SensorStatuses.BrokerStatus;

/** Whether sensors are heard: the brokers are connected, and what comes gets into the database. */
final class BrokerHealth implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Brokers brokers;
  private final ReadingKeeper keeper;
  private final InstantSource clock;

  BrokerHealth(Brokers brokers, ReadingKeeper keeper, InstantSource clock) {
    this.brokers = brokers;
    this.keeper = keeper;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "mqtt-broker";
  }

  @Override
  public Result check() {
    List<String> wrong = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (BrokerStatus status : brokers.statuses()) {
      if (status.enabled()) {
        (status.connected() ? right : wrong).add(status.state());
      }
    }
    Instant since = keeper.databaseAwaySince();
    if (since != null && clock.instant().isAfter(since.plus(PATIENCE))) {
      wrong.add(
          keeper.waiting()
              + " readings wait on the disk for the database, which is away since "
              + since);
    }
    ReadingKeeper.SpoolTrouble trouble = keeper.spoolTrouble();
    if (trouble != null) {
      wrong.add("the readings' spool takes no more: " + trouble.why().detail());
    }
    if (!wrong.isEmpty()) {
      return new Result(false, String.join("; ", wrong));
    }
    return new Result(true, right.isEmpty() ? "no broker is configured" : String.join("; ", right));
  }
}
