package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.gengfu.core.cases.CaseDesk.Delivery;
import org.gengfu.core.cases.CaseDesk.DeliveryState;
import org.gengfu.core.delivery.OutboxStore.Receiver;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.storage.DatabaseConfig;
import org.gengfu.core.storage.PausableServer;
import org.gengfu.core.storage.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
  @TempDir Path directory;

  @Test
  void keepsObservationsWhileTheDatabaseIsAwayAndTakesThemInOrderAfterwards() throws Exception {
    try (PausableServer server = new PausableServer(TestServer.freshDatabase(directory));
        TestVillage village = new TestVillage(directory, server.config())) {
      server.cut();
      village.alerts.sink().observe(village.parking("e1"));
      village.alerts.sink().observe(village.cleared("e1"));
      assertThat(village.waiting()).isEqualTo(2);
      HealthCheck health = village.alerts.healthChecks().get(0);
      Eventually.that(
          "health tells",
          () -> {
            village.clock.advance(Duration.ofSeconds(10));
            return !health.check().healthy();
          });
      assertThat(health.check().detail()).contains("2 observations wait on disk since");

      server.mend();
      village.drained();
      assertThat(village.onlyCase().clearedAt()).isNotNull();
      assertThat(health.check().healthy()).isTrue();
    }
  }

  @Test
  void takesUpWhatAKilledHubHasLeftOnDisk() throws Exception {
    DatabaseConfig config = TestServer.freshDatabase(directory);
    try (TestVillage village = new TestVillage(directory, config)) {
      // Killed between the journal's fsync and the case; the same episode is told again after that.
      ObservationJournal left =
          new ObservationJournal(
              directory.resolve("alerts/observations"), village.config().journal());
      village.alerts.close();
      left.append(village.parking("e1"));
      Files.writeString(directory.resolve("alerts/observations/0000000000000009.json.new"), "{");
      village.restart();
      village.drained();
      village.observe(village.parking("e1"));
      village.onlyCase();
      assertThat(files("alerts/observations")).isEmpty();
    }
  }

  @Test
  void sendsAgainWhatAKilledHubHadInHand() {
    try (TestVillage village = new TestVillage(directory, TestServer.freshDatabase(directory))) {
      village.pagesOpen = false;
      village.observe(village.parking("e1"));
      village.alerts.close();
      // Leased and never settled: what SIGKILL in the middle of an attempt leaves.
      int leased =
          village
              .database
              .outbox()
              .lease(
                  new Receiver("page", "wang"),
                  10,
                  village.clock.instant(),
                  village.clock.instant().plus(Duration.ofHours(1)),
                  village.config().instance())
              .size();
      assertThat(leased).isEqualTo(1);
      village.pagesOpen = true;
      village.restart();
      Eventually.that("the page shows it", () -> village.shown.size() == 1);
      Eventually.that(
          "receipted",
          () ->
              village.desk().deliveries(village.onlyCase().id()).stream()
                  .map(Delivery::state)
                  .allMatch(DeliveryState.DELIVERED::equals));
    }
  }

  @Test
  void putsAsideWhatIsNoObservationAndGoesOn() throws Exception {
    try (TestVillage village = new TestVillage(directory, TestServer.freshDatabase(directory))) {
      village.alerts.close();
      Files.writeString(directory.resolve("alerts/observations/0000000000000001.json"), "{oops");
      village.restart();
      village.observe(village.parking("e1"));
      village.onlyCase();
      assertThat(files("alerts/observations/rejected")).containsExactly("0000000000000001.json");
      assertThat(village.alerts.healthChecks().get(0).check().detail())
          .contains("1 were put aside");
    }
  }

  private java.util.List<String> files(String path) throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve(path))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }
}
