package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Camera.Transport;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.gengfu.core.village.VillageRegistry.Problem;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a camera may be configured to: recording, certificates, masks. */
class JdbcCameraConfigTest {
  @TempDir Path directory;
  private DatabaseConfig config;
  private Database database;
  private VillageRegistry registry;

  @BeforeEach
  void open() {
    config = TestServer.freshDatabase(directory);
    database = new Database(config, new SimpleMeterRegistry(), InstantSource.system());
    database.start();
    registry = database.registry();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepingRecordingsForLessThanTheLawAsksNeedsAWordAndIsLogged() {
    assertThat(pointers(recorded(29, false))).containsExactly("/recording/fewerDaysConfirmed");
    assertThat(pointers(recorded(0, false))).isEmpty();
    assertThat(registry.current().cameras().get(0).recording().days()).isEqualTo(30);

    registry.update(recorded(7, true), 1, "admin");

    assertThat(registry.current().cameras().get(0).recording().days()).isEqualTo(7);
    assertThat(
            rows(
                "select actor || ' ' || (before #>> '{recording,days}') || ' '"
                    + " || (after #>> '{recording,days}') || ' '"
                    + " || (after #>> '{recording,fewerDaysConfirmed}')"
                    + " from audit where action = 'changed'"))
        .containsExactly("admin 30 7 true");
  }

  private static Camera recorded(int days, boolean confirmed) {
    return new Camera(
        "c1",
        "村口",
        "rtsp://h/a",
        null,
        null,
        null,
        Transport.TCP,
        false,
        new RecordingPlan(RecordingPlan.Mode.CONTINUOUS, days, confirmed, List.of()),
        null,
        null,
        true);
  }

  @Test
  void takesAFingerprintAsItIsShownAndRefusesWhatIsNone() {
    String digits = "0123456789abcdef".repeat(4);
    String shown = digits.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
    registry.create(secured("c1", "rtsps://h/a", Transport.TCP, shown), "admin");
    assertThat(registry.current().cameras().get(0).certificateSha256()).isEqualTo(digits);

    for (String wrong : List.of(digits + "0", digits.substring(1), "g".repeat(64), "")) {
      assertThat(pointers(secured("c2", "rtsps://h/a", Transport.TCP, wrong)))
          .containsExactly("/certificateSha256");
    }
  }

  @Test
  void refusesEncryptionThatWouldLeaveThePicturesInClear() {
    assertThat(pointers(secured("c1", "rtsps://h/a", Transport.UDP, null)))
        .containsExactly("/transport");
    assertThat(pointers(secured("c1", "rtsp://h/a", Transport.UDP, null))).isEmpty();
  }

  @Test
  void keepsMasksAndRefusesThoseThatEncloseNothing() {
    Polygon roof = polygon(0.1, 0.1, 0.5, 0.1, 0.3, 0.4);
    registry.create(masked("c1", List.of(roof), true), "admin");
    Camera kept = registry.current().cameras().get(0);
    assertThat(kept.masks()).containsExactly(roof);
    assertThat(kept.sharpPeople()).isTrue();

    Polygon line = polygon(0.1, 0.1, 0.5, 0.1, 0.3, 0.1);
    Polygon crossed = polygon(0.1, 0.1, 0.5, 0.5, 0.5, 0.1, 0.1, 0.45);
    assertThat(pointers(masked("c2", List.of(roof, line, crossed), false)))
        .containsExactly("/masks/1", "/masks/2");
    List<Polygon> many = Collections.nCopies(Camera.MOST_MASKS + 1, roof);
    assertThat(pointers(masked("c2", many, false))).containsExactly("/masks");
    assertThat(pointers(masked("c2", many.subList(1, many.size()), false))).isEmpty();
  }

  private static Camera masked(String id, List<Polygon> masks, boolean sharpPeople) {
    return new Camera(
        id,
        id,
        "rtsp://192.0.2.1/" + id,
        null,
        null,
        null,
        Transport.TCP,
        null,
        false,
        RecordingPlan.STANDARD,
        masks,
        sharpPeople,
        null,
        null,
        true);
  }

  private List<String> pointers(Camera camera) {
    InvalidConfigException refused =
        catchThrowableOfType(InvalidConfigException.class, () -> registry.create(camera, "admin"));
    return refused == null ? List.of() : refused.problems().stream().map(Problem::pointer).toList();
  }

  private static Camera secured(
      String id, String url, Transport transport, @Nullable String certificate) {
    return new Camera(
        id,
        id,
        url,
        null,
        null,
        null,
        transport,
        certificate,
        false,
        RecordingPlan.STANDARD,
        null,
        null,
        true);
  }

  private List<String> rows(String query) {
    DatabaseConfig.External server = (DatabaseConfig.External) config.server();
    return Jdbi.create(server.jdbcUrl(), server.user(), server.password().reveal())
        .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  private static Polygon polygon(double... xy) {
    List<Point> corners = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      corners.add(new Point(xy[i], xy[i + 1]));
    }
    return new Polygon(corners);
  }
}
