package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.accounts.AuditLog.Action;
import org.gengfu.core.accounts.AuditLog.Entry;
import org.gengfu.core.accounts.AuditLog.Wanted;
import org.gengfu.core.village.Worker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcAuditLogTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

  @TempDir private Path directory;
  private Database database;
  private AuditLog log;

  @BeforeEach
  void open() {
    database =
        new Database(
            TestServer.freshDatabase(directory),
            new SimpleMeterRegistry(),
            InstantSource.fixed(NOON));
    database.start();
    log = database.audit();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void keepsWhoHasSeenAndTakenWhatNewestFirstInPages() {
    for (int i = 0; i < 3; i++) {
      log.write(
          NOON.plusSeconds(i),
          "office",
          i == 2 ? Action.EXPORT : Action.VIEW,
          AuditLog.RECORDING,
          "gate",
          Map.of("from", "2026-11-22T0" + i + ":00:00Z"));
    }
    log.write(NOON, "chen", Action.VIEW, AuditLog.CLIP, "17", Map.of("camera", "gate"));
    // Changes of the configuration are in the same table, and not among them.
    database.registry().create(new Worker("li", "李四", null, "zh-CN"), "admin");

    List<Entry> page = log.entries(Wanted.newest(AuditLog.RECORDING, 2));
    assertThat(page).extracting(Entry::action).containsExactly("export", "view");
    assertThat(page.get(0).at()).isEqualTo(NOON.plusSeconds(2));
    assertThat(page.get(0).actor()).isEqualTo("office");
    assertThat(page.get(0).subject()).isEqualTo("gate");
    assertThat(page.get(0).detail()).isEqualTo("{\"from\": \"2026-11-22T02:00:00Z\"}");
    assertThat(log.entries(new Wanted(AuditLog.RECORDING, null, null, page.get(1).id(), 10)))
        .extracting(Entry::at)
        .containsExactly(NOON);
    assertThat(log.entries(Wanted.newest(AuditLog.CLIP, 10)))
        .extracting(Entry::detail)
        .containsExactly("{\"camera\": \"gate\"}");
  }

  @Test
  void givesThoseOfOneCameraAndOfOneAccount() {
    for (String camera : List.of("gate", "yard")) {
      for (String actor : List.of("office", "admin")) {
        log.write(NOON, actor, Action.VIEW, AuditLog.RECORDING, camera, Map.of());
        log.write(NOON, actor, Action.VIEW, AuditLog.CLIP, "17", Map.of("camera", camera));
      }
    }
    assertThat(log.entries(new Wanted(AuditLog.RECORDING, "gate", null, null, 10)))
        .extracting(Entry::actor, Entry::subject)
        .containsExactly(tuple("admin", "gate"), tuple("office", "gate"));
    assertThat(log.entries(new Wanted(AuditLog.RECORDING, "gate", "office", null, 10))).hasSize(1);
    assertThat(log.entries(new Wanted(AuditLog.RECORDING, null, "office", null, 10)))
        .extracting(Entry::subject)
        .containsExactly("yard", "gate");
    assertThat(log.entries(new Wanted(AuditLog.CLIP, "yard", "admin", null, 10)))
        .extracting(Entry::detail)
        .containsExactly("{\"camera\": \"yard\"}");
    assertThat(log.entries(new Wanted(AuditLog.RECORDING, "17", null, null, 10))).isEmpty();
  }

  @Test
  void tellsWhatWasReleased() {
    long id =
        database
            .segments()
            .protect("gate", NOON, NOON.plusSeconds(60), "fire", "office", NOON)
            .id();
    database.segments().release(id, "admin", NOON.plusSeconds(90));

    assertThat(log.entries(Wanted.newest(AuditLog.PROTECTION, 10)))
        .extracting(Entry::action, Entry::actor)
        .containsExactly(tuple("released", "admin"), tuple("protected", "office"));
    assertThat(log.entries(Wanted.newest(AuditLog.PROTECTION, 10)))
        .extracting(Entry::detail)
        .allSatisfy(detail -> assertThat(detail).contains("\"reason\": \"fire\""));
  }
}
