package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.sensing.Reading;
import org.gengfu.core.sensing.ReadingStore.Bucket;
import org.gengfu.core.village.Worker;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The schema's form for TimescaleDB, on the real extension. */
class TimescaleTest {
  /** The real one: the policies ask the database for its own. */
  private static Instant now;

  @TempDir static Path directory;
  private static TimescaleServer server;
  private static DatabaseConfig config;
  private static Database database;
  private static Jdbi jdbi;

  @BeforeAll
  static void start() throws Exception {
    if (!TimescaleServer.nodeIsThere()) {
      System.err.println("NOT TESTED: TimescaleDB, because Node is not installed");
      Assumptions.abort("Node is not installed");
    }
    now = Instant.now();
    server = TimescaleServer.start();
    config = server.config(directory);
    DatabaseConfig.External address = (DatabaseConfig.External) config.server();
    jdbi = Jdbi.create(address.jdbcUrl(), address.user(), address.password().reveal());
    database = open();
  }

  private static Database open() {
    Database opened =
        new Database(config, new SimpleMeterRegistry(), InstantSource.fixed(now), false);
    opened.start();
    return opened;
  }

  @AfterAll
  static void stop() throws Exception {
    if (database != null) {
      database.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  void usesTheExtensionAndStaysWithItAfterARestart() {
    assertThat(database.timescale()).isTrue();
    assertThat(database.health().check().detail()).contains("TimescaleDB");
    assertThat(texts("select hypertable_name from timescaledb_information.hypertables"))
        .contains("reading", "camera_health");
    try (Database second = open()) {
      assertThat(second.timescale()).isTrue();
    }
  }

  @Test
  void hasAColumnstoreAndARetentionPolicyForEachSeries() {
    for (String series : List.of("reading", "camera_health")) {
      List<String> jobs =
          texts(
              "select proc_name from timescaledb_information.jobs where hypertable_name = '"
                  + series
                  + "' order by 1");
      assertThat(jobs).as(series).containsExactly("policy_compression", "policy_retention");
    }
    assertThat(retention("reading")).isEqualTo("400 days");
    assertThat(retention("camera_health")).isEqualTo("60 days");
  }

  @Test
  void replacesThePolicyOnlyWhenTheSettingChanges() {
    String jobs =
        "select job_id::text from timescaledb_information.jobs where proc_name ="
            + " 'policy_retention' and hypertable_name = 'camera_health'";
    List<String> before = texts(jobs);
    tend(Duration.ofDays(60));
    assertThat(texts(jobs)).isEqualTo(before);
    tend(Duration.ofDays(30));
    assertThat(retention("camera_health")).isEqualTo("30 days");
    tend(Duration.ofDays(60));
    assertThat(retention("camera_health")).isEqualTo("60 days");
  }

  private static void tend(Duration cameraHealthKept) {
    DatabaseConfig changed =
        new DatabaseConfig(
            config.server(), config.keyFile(), 2, config.readingsKept(), cameraHealthKept);
    try (SeriesTender tender = new SeriesTender(new Sql(jdbi), InstantSource.fixed(now), changed)) {
      tender.tend();
    }
  }

  @Test
  void writesAndReadsSeriesAsThePlainFormDoes() {
    Instant start = Instant.parse("2026-01-05T12:00:00Z");
    List<Reading> batch =
        List.of(
            reading("a", 1, start),
            reading("a", 3, start.plusSeconds(59)),
            reading("a", 7, start.plusSeconds(60)));
    database.readings().append(batch);
    database.readings().append(batch);
    assertThat(
            database
                .readings()
                .series("a", "level", start, start.plusSeconds(120), Duration.ofMinutes(1)))
        .containsExactly(
            new Bucket(start, 2, 1, 3, 2), new Bucket(start.plusSeconds(60), 7, 7, 7, 1));
    assertThat(database.readings().latest()).contains(batch.get(2));
    CameraStatus status =
        new CameraStatus("c1", CameraState.STREAMING, now, null, null, now, 12.5, 8e5, 3);
    database.cameraHealth().append(now, List.of(status));
    database.cameraHealth().append(now, List.of(status));
    assertThat(texts("select camera_id from camera_health")).containsExactly("c1");
  }

  @Test
  void takesALateReadingOnceAlsoIntoTheColumnstore() {
    Instant twoWeeksAgo = now.minus(Duration.ofDays(14));
    Reading early = reading("late", 1, twoWeeksAgo);
    Reading late = reading("late", 2, twoWeeksAgo.plusSeconds(1));
    database.readings().append(List.of(early));
    runJobs("reading", "policy_compression");
    assertThat(
            texts(
                "select count(*)::text from timescaledb_information.chunks where hypertable_name"
                    + " = 'reading' and is_compressed"))
        .isNotEqualTo(List.of("0"));
    database.readings().append(List.of(early, late));
    assertThat(texts("select value::text from reading where sensor_id = 'late' order by time"))
        .containsExactly("1", "2");
  }

  @Test
  void dropsWhatIsPastItsTime() {
    database
        .readings()
        .append(
            List.of(
                reading("old", 1, now.minus(Duration.ofDays(500))),
                reading("old", 2, now.minus(Duration.ofDays(300)))));
    runJobs("reading", "policy_retention");
    assertThat(texts("select value::text from reading where sensor_id = 'old'"))
        .containsExactly("2");
  }

  @Test
  void keepsConfigurationInTheSameTables() {
    database.registry().create(new Worker("li", "李四", null, "zh-CN"), "admin");
    assertThat(database.registry().current().worker("li")).isPresent();
    assertThat(database.cases().openByHandling()).isEmpty();
  }

  private static String retention(String series) {
    return texts(
            "select justify_hours((config->>'drop_after')::interval)::text from timescaledb_information.jobs where proc_name ="
                + " 'policy_retention' and hypertable_name = '"
                + series
                + "'")
        .get(0);
  }

  /** There is no background scheduler here: the policies' jobs are run by hand. */
  private static void runJobs(String series, String procedure) {
    for (String job :
        texts(
            "select job_id::text from timescaledb_information.jobs where proc_name = '"
                + procedure
                + "' and hypertable_name = '"
                + series
                + "'")) {
      jdbi.useHandle(handle -> handle.execute("call run_job(" + job + ")"));
    }
  }

  private static List<String> texts(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private static Reading reading(String sensor, double value, Instant time) {
    return new Reading(
        sensor, "level", value, "m", time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
  }
}
