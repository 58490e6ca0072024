package org.gengfu.simulator.sensors;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.life.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sensors of a village: each reports at its pace, and what is scripted happens. */
public final class SimulatedSensors implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(SimulatedSensors.class);
  private static final long TICK_MILLIS = 250;

  private final List<SimulatedSensor> sensors;
  private final Uplink uplink;
  private final InstantSource clock;
  private final List<Episode> episodes = new CopyOnWriteArrayList<>();
  private final Map<String, Instant> due = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "simulated-sensors");
            made.setDaemon(true);
            return made;
          });
  private Instant began = Instant.EPOCH;

  /** Carries reports to the broker. */
  interface Uplink extends AutoCloseable {
    /** Sends, or drops the report while the broker is away, as devices do. */
    void send(String topic, String payload);

    @Override
    void close();
  }

  /** The sensors of the park, over a connection of their own to this broker. */
  public SimulatedSensors(SensorPark park, FieldAccess access, InstantSource clock) {
    this(park, new PahoUplink(access), clock);
  }

  SimulatedSensors(SensorPark park, Uplink uplink, InstantSource clock) {
    this.sensors = park.sensors();
    this.uplink = uplink;
    this.clock = clock;
  }

  /** Lets something happen; at any time, counted from the start. */
  public void script(Episode episode) {
    if (sensors.stream().noneMatch(s -> s.sensor().id().equals(episode.sensorId()))) {
      throw new IllegalArgumentException("there is no sensor " + episode.sensorId());
    }
    episodes.add(episode);
  }

  @Override
  public void start() {
    begin();
    var unused =
        thread.scheduleWithFixedDelay(this::tickSafely, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sets the first reports, spread over each sensor's period. */
  void begin() {
    began = clock.instant();
    for (int i = 0; i < sensors.size(); i++) {
      SimulatedSensor sensor = sensors.get(i);
      due.put(
          sensor.sensor().id(),
          began.plus(sensor.every().multipliedBy(i).dividedBy(sensors.size())));
    }
  }

  private void tickSafely() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.error("the simulated sensors stumbled", e);
    }
  }

  /** Sends what is due. */
  void tick() {
    Instant now = clock.instant();
    for (SimulatedSensor sensor : sensors) {
      String id = sensor.sensor().id();
      Instant next = due.getOrDefault(id, now);
      if (!now.isBefore(next)) {
        uplink.send(
            Objects.requireNonNull(sensor.sensor().topic()),
            sensor.report(value(sensor, now), now));
        Instant following = next.plus(sensor.every());
        due.put(id, following.isAfter(now) ? following : now.plus(sensor.every()));
      }
    }
  }

  private double value(SimulatedSensor sensor, Instant now) {
    double value = sensor.wave().at(now);
    for (Episode episode : episodes) {
      if (episode.sensorId().equals(sensor.sensor().id())) {
        double share = episode.shareAt(Duration.between(began, now));
        value = value * (1 - share) + episode.peak() * share;
      }
    }
    return value;
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("the simulated sensors did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    uplink.close();
  }
}
