package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.accounts.AuditLog.Action;
import org.gengfu.core.accounts.AuditLog.Entry;
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
    log.write(NOON, "chen", Action.VIEW, AuditLog.CLIP, "17", Map.of("case", 4));
    // Changes of the configuration are in the same table, and not among them.
    database.registry().create(new Worker("li", "李四", null, "zh-CN"), "admin");

    List<Entry> page = log.entries(AuditLog.RECORDING, null, 2);
    assertThat(page).extracting(Entry::action).containsExactly("export", "view");
    assertThat(page.get(0).at()).isEqualTo(NOON.plusSeconds(2));
    assertThat(page.get(0).actor()).isEqualTo("office");
    assertThat(page.get(0).subject()).isEqualTo("gate");
    assertThat(page.get(0).detail()).isEqualTo("{\"from\": \"2026-11-22T02:00:00Z\"}");
    assertThat(log.entries(AuditLog.RECORDING, page.get(1).id(), 10))
        .extracting(Entry::at)
        .containsExactly(NOON);
    assertThat(log.entries(AuditLog.CLIP, null, 10))
        .extracting(Entry::detail)
        .containsExactly("{\"case\": 4}");
  }
}
