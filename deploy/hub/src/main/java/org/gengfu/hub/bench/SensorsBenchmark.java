package org.gengfu.hub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Readings from the broker to rows: the hub, its PostgreSQL, the broker and the sensors on this
 * machine. Held to 10,000 a second, to rules that have judged within 100 ms, and to none lost over
 * restarts of hub and broker, a kill of the hub and a database that hangs for two minutes. {@code
 * -Dgengfu.bench.short=true} in GENGFU_JAVA_OPTS shortens every phase, and {@code
 * -Dgengfu.bench.rate=N} asks for another rate, to try whether it works.
 */
final class SensorsBenchmark implements Benchmark {
  private static final int SENSORS = 2000;
  private static final int RATE = Integer.getInteger("gengfu.bench.rate", 10_000);
  private static final double P99_SECONDS = 0.1;

  /** Steps above the rate that must be held. */
  private static final List<Double> HIGHER = List.of(1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0);

  /** Readings that may wait between spool and database at the end of a step that was held. */
  private static final double HELD_BACKLOG_SECONDS = 2;

  private final boolean brief = Boolean.getBoolean("gengfu.bench.short");

  @Override
  public String name() {
    return "sensors";
  }

  @Override
  public String about() {
    return SENSORS + " sensors, " + RATE + " readings/s from broker to rows: delay, none lost";
  }

  private double seconds(double full) {
    return brief ? Math.max(5, full / 10) : full;
  }

  @Override
  public List<Figure> run(Workplace workplace) throws IOException, InterruptedException {
    List<Figure> figures = new ArrayList<>();
    SensorsSetup setup = new SensorsSetup(workplace, SENSORS);
    setup.startBroker();
    setup.startHub();
    try (SensorLoad load = new SensorLoad(SensorsSetup.MQTT_PORT, SENSORS)) {
      load.start();
      load.rate(RATE);
      Thread.sleep((long) (seconds(20) * 1000));
      steady(setup, load, figures);
      figures.add(
          Figure.stated(
              "caught up after a restart of the hub", restartHub(setup, load, true), "s"));
      figures.add(
          Figure.stated("caught up after a kill of the hub", restartHub(setup, load, false), "s"));
      setup.stopBroker();
      Thread.sleep(3000);
      setup.startBroker();
      figures.add(
          Figure.stated("caught up after a restart of the broker", caughtUp(setup, load), "s"));
      outage(setup, load, figures);
      double highest = highest(setup, load);
      load.rate(0);
      figures.add(Figure.stated("highest rate held", highest, "readings/s"));
      lost(setup, load, figures);
    }
    return figures;
  }

  private void steady(SensorsSetup setup, SensorLoad load, List<Figure> figures)
      throws IOException, InterruptedException {
    HubMetrics.Snapshot before = setup.metrics().read();
    long sent = load.created();
    long start = System.nanoTime();
    List<CpuReadings.Usage> usage = CpuReadings.watch(setup.watched(), seconds(60));
    HubMetrics.Snapshot after = setup.metrics().read();
    double elapsed = (System.nanoTime() - start) / 1e9;
    double rows = after.value("gengfu_readings_total") - before.value("gengfu_readings_total");
    figures.add(
        Figure.stated(
            "broker: " + setup.brokerName(), (load.created() - sent) / elapsed, "sent/s"));
    figures.add(Figure.atLeast("rows written", rows / elapsed, "/s", RATE * 0.98));
    figures.add(
        Figure.atMost(
            "from publication to judged, p99",
            after.delayQuantile(before, 0.99) * 1000,
            "ms",
            P99_SECONDS * 1000));
    figures.add(
        Figure.stated(
            "from publication to judged, median", after.delayQuantile(before, 0.5) * 1000, "ms"));
    figures.add(Figure.stated("hub", usage.get(0).cores(), "cores"));
    figures.add(Figure.stated("hub, resident memory", usage.get(0).megabytes(), "MB"));
    figures.add(Figure.stated("broker", usage.get(1).cores(), "cores"));
  }

  private double restartHub(SensorsSetup setup, SensorLoad load, boolean inOrder)
      throws IOException, InterruptedException {
    setup.stopHub(inOrder);
    setup.startHub();
    return caughtUp(setup, load);
  }

  /**
   * The database hangs: its processes are stopped, as a storage that does not answer stops them.
   */
  private void outage(SensorsSetup setup, SensorLoad load, List<Figure> figures)
      throws IOException, InterruptedException {
    HubMetrics.Snapshot before = setup.metrics().read();
    setup.signalDatabase("-STOP");
    Thread.sleep((long) (seconds(120) * 1000));
    HubMetrics.Snapshot during = setup.metrics().read();
    setup.signalDatabase("-CONT");
    figures.add(
        Figure.atLeast(
            "waited on disk at the end of the outage",
            during.value("gengfu_spool_readings"),
            "readings",
            RATE * seconds(120) * 0.5));
    figures.add(
        Figure.atMost(
            "from publication to judged in the outage, p99",
            during.delayQuantile(before, 0.99) * 1000,
            "ms",
            P99_SECONDS * 1000));
    figures.add(Figure.stated("caught up after the outage", caughtUp(setup, load), "s"));
  }

  /** Seconds until everything is stored but what is under way. */
  private double caughtUp(SensorsSetup setup, SensorLoad load) throws InterruptedException {
    long start = System.nanoTime();
    double limit = 600;
    while (true) {
      double waiting = setup.metrics().value("gengfu_spool_readings", Double.MAX_VALUE);
      double connected = setup.metrics().value("gengfu_broker_connected", 0);
      double seconds = (System.nanoTime() - start) / 1e9;
      boolean flows = connected > 0 && setup.late() < 1 && load.waiting() < RATE / 2;
      if ((flows && waiting < RATE * HELD_BACKLOG_SECONDS) || seconds > limit) {
        return seconds;
      }
      Thread.sleep(500);
    }
  }

  private double highest(SensorsSetup setup, SensorLoad load)
      throws IOException, InterruptedException {
    double highest = RATE;
    for (double step : HIGHER) {
      double rate = RATE * step;
      load.rate((int) rate);
      Thread.sleep((long) (seconds(10) * 1000));
      HubMetrics.Snapshot before = setup.metrics().read();
      long start = System.nanoTime();
      Thread.sleep((long) (seconds(30) * 1000));
      HubMetrics.Snapshot after = setup.metrics().read();
      double elapsed = (System.nanoTime() - start) / 1e9;
      double rows = after.value("gengfu_readings_total") - before.value("gengfu_readings_total");
      if (rows / elapsed < rate * 0.98
          || after.delayQuantile(before, 0.99) > P99_SECONDS
          || after.value("gengfu_spool_readings") > rate * HELD_BACKLOG_SECONDS) {
        break;
      }
      highest = rate;
    }
    return highest;
  }

  private static void lost(SensorsSetup setup, SensorLoad load, List<Figure> figures)
      throws IOException, InterruptedException {
    setup.awaitEmpty(load);
    long[] sent = load.createdOfEach();
    long stored = 0;
    long wrong = 0;
    for (int number = 0; number < sent.length; number++) {
      SensorsSetup.Rows rows = setup.rows(SensorLoad.sensorId(number));
      stored += rows.count();
      boolean whole =
          rows.count() == sent[number] && rows.least() == 0 && rows.greatest() == sent[number] - 1;
      wrong += whole ? 0 : 1;
    }
    figures.add(Figure.stated("readings sent", (double) load.created(), ""));
    figures.add(Figure.atMost("readings lost", (double) (load.created() - stored), "", 0));
    figures.add(Figure.atMost("sensors whose rows are not what was sent", (double) wrong, "", 0));
  }
}
