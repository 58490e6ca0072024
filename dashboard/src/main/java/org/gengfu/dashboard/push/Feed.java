package org.gengfu.dashboard.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.sensing.Reading;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.resources.CaseJson;
import org.gengfu.dashboard.resources.StatusJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands domain events to open pages. Each is written as JSON once, whatever the number of pages. Of
 * readings, the newest of each metric is sent once a second.
 */
public final class Feed {
  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final Duration READING_ROUND = Duration.ofSeconds(1);

  /** Case events whose pictures are being looked up; beyond it pages had better read the list. */
  static final int MAX_WAITING_CASES = 1_000;

  /** A page that reads at all gets these at once; a village of thousands of sensors takes some. */
  static final int MAX_READINGS_A_MESSAGE = 500;

  private final Vertx vertx;
  private final DomainEvents events;
  private final CaseDesk desk;
  private final CaseJson caseJson;
  private final Blocking blocking;
  private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

  // Guarded by itself.
  private final Map<MetricOf, Reading> freshReadings = new LinkedHashMap<>();

  // Guarded by this: case events are looked up one after the other, so that they keep their order.
  private Future<?> lastCase = Future.succeededFuture();
  private int waitingCases;

  private record MetricOf(String sensorId, String metric) {}

  /**
   * @param workerId sees this worker's cases alone; null for everything
   */
  record Listener(BoundedSocket socket, @Nullable String workerId) {
    void send(String message) {
      if (socket.ready()) {
        socket.text(message);
      } else {
        socket.close(CloseCode.TOO_SLOW);
      }
    }
  }

  public Feed(
      Vertx vertx, DomainEvents events, CaseDesk desk, CaseJson caseJson, Blocking blocking) {
    this.vertx = vertx;
    this.events = events;
    this.desk = desk;
    this.caseJson = caseJson;
    this.blocking = blocking;
  }

  /** Starts; the returned handle ends it. */
  public Runnable start() {
    Runnable unsubscribe = events.subscribe(this::hear);
    long timer = vertx.setPeriodic(READING_ROUND.toMillis(), tick -> sendReadings());
    return () -> {
      unsubscribe.run();
      vertx.cancelTimer(timer);
    };
  }

  /** Takes part until the returned handle is run. */
  Runnable join(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private void hear(DomainEvent event) {
    if (listeners.isEmpty()) {
      return;
    }
    if (event instanceof DomainEvent.CaseChanged changed) {
      enqueue(changed);
    } else if (event instanceof DomainEvent.CameraChanged changed) {
      send(
          Map.of("type", "camera", "status", StatusJson.view(changed.status())),
          listener -> listener.workerId() == null);
    } else if (event instanceof DomainEvent.ReadingsArrived arrived) {
      synchronized (freshReadings) {
        arrived.readings().forEach(this::remember);
      }
    }
  }

  /** The newest of a metric; one that comes late must not take its place. */
  private void remember(Reading reading) {
    freshReadings.merge(
        new MetricOf(reading.sensorId(), reading.metric()),
        reading,
        (known, fresh) -> fresh.time().isBefore(known.time()) ? known : fresh);
  }

  private synchronized void enqueue(DomainEvent.CaseChanged changed) {
    if (waitingCases >= MAX_WAITING_CASES) {
      listeners.forEach(listener -> listener.socket().close(CloseCode.TOO_SLOW));
      return;
    }
    waitingCases++;
    lastCase =
        lastCase.transform(
            before ->
                blocking
                    .run(() -> desk.evidence(changed.theCase().id()))
                    .otherwise(List.of())
                    .onComplete(
                        evidence -> {
                          dequeued();
                          sendCase(changed, evidence.result());
                        }));
  }

  private synchronized void dequeued() {
    waitingCases--;
  }

  private void sendCase(
      DomainEvent.CaseChanged changed, List<org.gengfu.core.cases.Evidence> evidence) {
    Case theCase = changed.theCase();
    send(
        Map.of(
            "type", "case",
            "case", caseJson.view(theCase, evidence),
            "step", caseJson.view(changed.step())),
        listener -> listener.workerId() == null || listener.workerId().equals(theCase.workerId()));
  }

  private void sendReadings() {
    List<Reading> readings;
    synchronized (freshReadings) {
      readings = new ArrayList<>(freshReadings.values());
      freshReadings.clear();
    }
    for (int from = 0; from < readings.size(); from += MAX_READINGS_A_MESSAGE) {
      int to = Math.min(readings.size(), from + MAX_READINGS_A_MESSAGE);
      send(
          Map.of("type", "readings", "readings", readings.subList(from, to)),
          listener -> listener.workerId() == null);
    }
  }

  private void send(Map<String, Object> message, Predicate<Listener> who) {
    List<Listener> readers = listeners.stream().filter(who).toList();
    if (readers.isEmpty()) {
      return;
    }
    String text = ApiJson.text(message);
    LOG.trace("feed to {}: {}", readers.size(), text);
    readers.forEach(reader -> reader.send(text));
  }
}
