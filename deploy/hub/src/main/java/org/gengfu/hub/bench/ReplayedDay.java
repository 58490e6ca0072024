package org.gengfu.hub.bench;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.gengfu.analytics.Analytics;
import org.gengfu.analytics.AnalyticsConfig;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;

/**
 * A day of a village's cameras through the analysis, as fast as it goes: the clock is ours, the
 * pictures, the decoding and the judging are real. Each hour is stood for by some seconds, in which
 * so many of the cameras see people as the hour's share says.
 */
final class ReplayedDay {
  /**
   * Part of the cameras that see somebody, from midnight on: a road to work, to school and home.
   */
  private static final double[] SHARES = {
    0.01, 0.01, 0.0, 0.0, 0.01, 0.04, 0.12, 0.3, 0.4, 0.25, 0.2, 0.22,
    0.25, 0.18, 0.18, 0.2, 0.28, 0.45, 0.5, 0.35, 0.2, 0.1, 0.05, 0.02
  };

  /** Groups of pictures an hour; the first ones are for falling asleep and waking. */
  private static final int GROUPS_AN_HOUR = 10;

  private static final int SETTLING_GROUPS = 6;
  private static final Pattern WORKER = Pattern.compile("analysis-\\d+");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-26T00:00:00Z");

  /**
   * What an hour cost.
   *
   * @param hour of the day
   * @param active cameras that were decoded as a whole, on average
   * @param cores processor time a second of the day
   * @param megapixels decoded a second of the day
   */
  record Hour(int hour, double active, double cores, double megapixels) {}

  private final RecordedStreet street;
  private final int cameras;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Feeds feeds = new Feeds();
  private volatile Instant now = MIDNIGHT;
  private long ticks;

  ReplayedDay(RecordedStreet street, int cameras) {
    this.street = street;
    this.cameras = cameras;
  }

  private static final class Feeds implements VideoFeeds {
    private final Map<String, AccessUnitConsumer> consumers = new ConcurrentHashMap<>();

    @Override
    public Subscription subscribe(String cameraId, StreamName stream, AccessUnitConsumer consumer) {
      consumers.put(cameraId, consumer);
      return () -> consumers.remove(cameraId);
    }
  }

  /**
   * Replays it.
   *
   * @param directory for the state of the analysis
   * @param hours how many of the day, from midnight; fewer for a trial
   */
  List<Hour> run(Path directory, int hours) throws InterruptedException {
    FixedVillage village = new FixedVillage();
    for (int number = 0; number < cameras; number++) {
      String id = "cam-" + number;
      village.add(new Camera(id, id, "rtsp://127.0.0.1/" + id, null, null, null, null, true));
      village.add(zone(id));
    }
    AnalyticsConfig standard = AnalyticsConfig.in(directory, ZoneOffset.UTC, 0, cameras);
    Analytics analytics =
        new Analytics(feeds, village, observation -> {}, meters, () -> now, standard);
    analytics.start();
    try {
      List<Hour> day = new ArrayList<>();
      for (int hour = 0; hour < hours; hour++) {
        day.add(hour(hour));
      }
      return day;
    } finally {
      analytics.close();
    }
  }

  private static Zone zone(String cameraId) {
    return new Zone(
        "zone-" + cameraId,
        cameraId,
        "yard",
        ZoneKind.INTRUSION,
        Polygon.ofPairs(
            List.of(
                List.of(0.05, 0.3), List.of(0.95, 0.3), List.of(0.95, 0.95), List.of(0.05, 0.95))),
        5,
        Severity.MEDIUM,
        true);
  }

  private Hour hour(int hour) throws InterruptedException {
    int busy = (int) Math.round(cameras * SHARES[hour % SHARES.length]);
    for (int group = 0; group < SETTLING_GROUPS; group++) {
      send(busy, group);
    }
    double cpuBefore = cpuSeconds();
    double pixelsBefore = count(MetricNames.DECODED_PIXELS);
    double active = 0;
    int measured = GROUPS_AN_HOUR - SETTLING_GROUPS;
    for (int group = 0; group < measured; group++) {
      send(busy, SETTLING_GROUPS + group);
      active += active();
    }
    double seconds = measured * street.groupTicks() / (double) AccessUnit.PTS_PER_SECOND;
    return new Hour(
        hour,
        active / measured,
        (cpuSeconds() - cpuBefore) / seconds,
        (count(MetricNames.DECODED_PIXELS) - pixelsBefore) / 1e6 / seconds);
  }

  /** Sends every camera a group of pictures, and waits until all are judged. */
  private void send(int busy, int number) throws InterruptedException {
    now = now.plusNanos(street.groupTicks() * 1_000_000_000 / AccessUnit.PTS_PER_SECOND);
    for (int camera = 0; camera < cameras; camera++) {
      List<List<RecordedStreet.Picture>> groups = camera < busy ? street.busy() : street.calm();
      VideoFeeds.AccessUnitConsumer consumer = feeds.consumers.get("cam-" + camera);
      if (consumer == null) {
        continue;
      }
      for (RecordedStreet.Picture picture : groups.get(number % groups.size())) {
        AccessUnit unit =
            picture.at(
                ticks + picture.offset(),
                now.plus(
                    Duration.ofNanos(
                        picture.offset() * 1_000_000_000 / AccessUnit.PTS_PER_SECOND)));
        consumer.accept(unit);
        unit.release();
      }
    }
    ticks += street.groupTicks();
    double before;
    double after = count(MetricNames.DECODED_FRAMES);
    do {
      before = after;
      Thread.sleep(20);
      after = count(MetricNames.DECODED_FRAMES);
    } while (after != before || judging());
  }

  /** Whether a worker is at work, or waits for a processor; idle ones wait for their queue. */
  private static boolean judging() {
    Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
    int count = Thread.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .anyMatch(
            thread ->
                WORKER.matcher(thread.getName()).matches()
                    && thread.getState() != Thread.State.WAITING);
  }

  private double active() {
    Gauge gauge = meters.find(MetricNames.CAMERA_ACTIVITY).tag("activity", "active").gauge();
    return gauge == null ? 0 : gauge.value();
  }

  private double count(String name) {
    Counter counter = meters.find(name).counter();
    return counter == null ? 0 : counter.count();
  }

  /** Of this process, as the operating system accounts it. */
  private static double cpuSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }
}
