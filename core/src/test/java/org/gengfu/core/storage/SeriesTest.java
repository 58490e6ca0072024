package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.metrics.MetricNames;
import org.gengfu.core.sensing.Quality;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore.Bucket;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  @TempDir Path directory;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private DatabaseConfig config;
  private Database database;
  private Jdbi jdbi;

  @BeforeEach
  void open() {
    config = TestServer.freshDatabase(directory);
    DatabaseConfig.External server = (DatabaseConfig.External) config.server();
    jdbi = Jdbi.create(server.jdbcUrl(), server.user(), server.password().reveal());
    database = new Database(config, meters, InstantSource.fixed(NOON));
    database.start();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void writesAReadingOnceHoweverOftenItComes() {
    List<Reading> batch =
        List.of(reading("a", 1, NOON), reading("b\t\\n", 2, NOON.plusNanos(1_000)));
    database.readings().append(batch);
    database.readings().append(batch);
    database.readings().append(List.of());
    assertThat(count("reading")).isEqualTo(2);
    assertThat(meters.counter(MetricNames.READINGS).count()).isEqualTo(2);
    assertThat(database.readings().latest()).containsExactlyElementsOf(batch);
  }

  @Test
  void givesTheStoredReadingsOfASensorByTimeAndPage() {
    Reading second = new Reading("a", "depth", 2, "m", NOON, Quality.SUSPECT);
    Reading later = reading("a", 3, NOON.plusSeconds(1));
    database
        .readings()
        .append(List.of(later, reading("a", 1, NOON), second, reading("b", 9, NOON)));
    assertThat(database.readings().readings("a", NOON, NOON.plusSeconds(2), 10))
        .containsExactly(
            new Reading("a", "depth", 2, "", NOON, Quality.SUSPECT),
            new Reading("a", "level", 1, "", NOON),
            new Reading("a", "level", 3, "", NOON.plusSeconds(1)));
    assertThat(database.readings().readings("a", NOON, NOON.plusSeconds(1), 10)).hasSize(2);
    assertThat(database.readings().readings("a", NOON, NOON.plusSeconds(2), 1)).hasSize(1);
  }

  @Test
  void keepsTheLatestOfAMetricWhateverComesLate() {
    database.readings().append(List.of(reading("a", 5, NOON)));
    database.readings().append(List.of(reading("a", 9, NOON.minusSeconds(60))));
    assertThat(database.readings().latest()).containsExactly(reading("a", 5, NOON));
  }

  @Test
  void keepsTheQualityAndLeavesDoubtfulReadingsOutOfTheSeries() {
    Reading glitch =
        new Reading("a", "level", 65_535, "m", NOON.plusSeconds(1), Quality.IMPLAUSIBLE);
    Reading doubtful = new Reading("a", "level", 7, "m", NOON.plusSeconds(2), Quality.SUSPECT);
    database.readings().append(List.of(reading("a", 1, NOON), glitch));
    assertThat(database.readings().latest()).containsExactly(glitch);
    database.readings().append(List.of(doubtful));
    assertThat(database.readings().latest()).containsExactly(doubtful);
    assertThat(count("reading")).isEqualTo(3);
    assertThat(
            database
                .readings()
                .series("a", "level", NOON, NOON.plusSeconds(60), Duration.ofMinutes(1)))
        .containsExactly(new Bucket(NOON, 1, 1, 1, 1));
    database.readings().append(List.of(reading("a", 2, NOON.plusSeconds(3))));
    assertThat(database.readings().latest()).containsExactly(reading("a", 2, NOON.plusSeconds(3)));
  }

  @Test
  void takesConcurrentBatchesOfTheSameSensors() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> writes = new ArrayList<>();
    for (int writer = 0; writer < 8; writer++) {
      List<Reading> batch = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        // The same rows from each writer, in another order.
        int row = writer % 2 == 0 ? i : 499 - i;
        batch.add(reading("s" + row % 50, row, NOON.plusSeconds(row)));
      }
      writes.add(threads.submit(() -> database.readings().append(batch)));
    }
    for (Future<?> write : writes) {
      write.get();
    }
    threads.shutdown();
    assertThat(count("reading")).isEqualTo(500);
    assertThat(database.readings().latest()).hasSize(50);
  }

  @Test
  void givesMeanLeastAndGreatestABucket() {
    database
        .readings()
        .append(
            List.of(
                reading("a", 1, NOON),
                reading("a", 3, NOON.plusSeconds(59)),
                reading("a", 7, NOON.plusSeconds(60)),
                reading("a", 100, NOON.plusSeconds(120)),
                reading("b", 50, NOON)));
    assertThat(
            database
                .readings()
                .series("a", "level", NOON, NOON.plusSeconds(120), Duration.ofMinutes(1)))
        .containsExactly(
            new Bucket(NOON, 2, 1, 3, 2), new Bucket(NOON.plusSeconds(60), 7, 7, 7, 1));
  }

  @Test
  void makesPartitionsAheadAndMovesWhatCameTooEarlyIntoThem() {
    Instant farAhead = NOON.plus(Duration.ofDays(20));
    database.readings().append(List.of(reading("fast-clock", 1, farAhead), reading("a", 1, NOON)));
    assertThat(count("reading_other")).isEqualTo(1);
    assertThat(count("reading_20261122")).isEqualTo(1);

    tend(farAhead.minus(Duration.ofDays(3)));
    assertThat(count("reading_other")).isZero();
    assertThat(count("reading_20261212")).isEqualTo(1);
    assertThat(count("reading")).isEqualTo(2);
  }

  @Test
  void dropsWhatIsPastItsTime() {
    Instant old = NOON.minus(Duration.ofDays(500));
    database.readings().append(List.of(reading("slow-clock", 1, old), reading("a", 1, NOON)));
    tend(NOON);
    assertThat(count("reading")).isEqualTo(1);
    tend(NOON.plus(Duration.ofDays(402)));
    assertThat(count("reading")).isZero();
    assertThat(tables()).doesNotContain("reading_20261122").contains("reading_20271229");
  }

  @Test
  void writesTheHealthOfCameras() {
    CameraStatus status =
        new CameraStatus("c1", CameraState.STREAMING, NOON, null, null, NOON, 12.5, 8e5, 3);
    database.cameraHealth().append(NOON, List.of(status));
    database.cameraHealth().append(NOON, List.of(status));
    database.cameraHealth().append(NOON, List.of());
    assertThat(count("camera_health")).isEqualTo(1);
  }

  private void tend(Instant at) {
    new SeriesTender(new Sql(jdbi), InstantSource.fixed(at), config).tend();
  }

  private long count(String table) {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  private List<String> tables() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select relname from pg_class").mapTo(String.class).list());
  }

  private static Reading reading(String sensor, double value, Instant time) {
    return new Reading(sensor, "level", value, "m", time);
  }
}
