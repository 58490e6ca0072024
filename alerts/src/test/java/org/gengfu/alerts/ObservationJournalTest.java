package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Observation.Cleared;
import org.gengfu.core.cases.Observation.Raised;
import org.gengfu.core.cases.Observation.SensorSource;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationJournalTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
  @TempDir Path directory;

  private ObservationJournal open(int most, long bytes) throws Exception {
    return new ObservationJournal(directory, new AlertsConfig.Journal(most, bytes));
  }

  @Test
  void keepsEveryFieldAndTheOrderOverAReopening() throws Exception {
    Raised zone =
        new Raised(
            "e1",
            CaseType.ILLEGAL_DUMPING,
            new ZoneSource("c1", "z1"),
            Severity.HIGH,
            NOON,
            NOON.plusSeconds(60),
            new Box(0.1, 0.2, 0.3, 0.4),
            null,
            new byte[] {1, 2, 3},
            Set.of("e0", "e-1"));
    Raised sensor =
        new Raised(
            "s1",
            CaseType.SENSOR_THRESHOLD,
            new SensorSource("gauge", "level"),
            Severity.LOW,
            NOON,
            NOON,
            null,
            1.5,
            null);
    Cleared cleared = new Cleared("e1", NOON, new byte[] {4});
    ObservationJournal first = open(10, 1_000_000);
    first.append(zone);
    first.append(sensor);
    first.append(cleared);

    ObservationJournal second = open(10, 1_000_000);
    assertThat(second.size()).isEqualTo(3);
    for (Observation expected : new Observation[] {zone, sensor, cleared}) {
      long number = second.awaitFirst();
      assertThat(second.read(number)).usingRecursiveComparison().isEqualTo(expected);
      second.remove(number);
    }
    assertThat(open(10, 1_000_000).size()).isZero();
  }

  @Test
  void readsWhatAnOlderVersionKept() throws Exception {
    String json =
        """
        {"is":"raised","episodeId":"e1","type":"illegal-dumping","source":{"is":"zone","cameraId":"c1",
        "zoneId":"z1"},"severity":"high","onset":"2026-11-22T12:00:00Z","at":"2026-11-22T12:01:00Z",
        "box":{"x":0.1,"y":0.2,"width":0.3,"height":0.4},"value":null,"picture":"AQID"}""";
    Observation read = ObservationJson.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    assertThat(read)
        .isInstanceOfSatisfying(
            Raised.class,
            raised -> {
              assertThat(raised.standing()).isEmpty();
              assertThat(raised.picture()).containsExactly(1, 2, 3);
            });
  }

  @Test
  void refusesWhatIsPastItsBoundsAndTakesMoreOnceThereIsRoom() throws Exception {
    ObservationJournal journal = open(2, 1_000_000);
    journal.append(new Cleared("a", NOON, null));
    journal.append(new Cleared("b", NOON, null));
    assertThatThrownBy(() -> journal.append(new Cleared("c", NOON, null)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("the journal is full: 2 observations");
    journal.remove(journal.awaitFirst());
    journal.append(new Cleared("c", NOON, null));

    ObservationJournal small = open(10, 500);
    assertThatThrownBy(() -> small.append(new Cleared("d", NOON, new byte[400])))
        .hasMessageContaining("the journal is full");
  }

  @Test
  void triesWhatWasPutAsideOnceMoreAfterARestart() throws Exception {
    ObservationJournal journal = open(10, 1_000_000);
    journal.append(new Cleared("a", NOON, null));
    journal.reject(journal.awaitFirst());
    assertThat(journal.size()).isZero();
    assertThat(open(10, 1_000_000).size()).isEqualTo(1);
  }

  @Test
  void saysWhenTheDiskRefuses() throws Exception {
    ObservationJournal journal = open(10, 1_000_000);
    java.nio.file.Files.delete(directory.resolve("rejected"));
    java.nio.file.Files.delete(directory);
    assertThatThrownBy(() -> journal.append(new Cleared("a", NOON, null)))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(journal.size()).isZero();
  }
}
