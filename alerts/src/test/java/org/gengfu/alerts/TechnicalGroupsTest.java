package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseFault;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.FaultKind;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.Severity;
import org.junit.jupiter.api.Test;

/** Many things of one kind that go wrong together are one case. */
class TechnicalGroupsTest extends FaultyVillageTest {
  @Test
  void makesOneCaseOfSixtyCamerasBehindOneSwitch() throws Exception {
    hub.cameras(60);
    for (int i = 0; i < 60; i++) {
      hub.raise(FaultKind.NO_FRAMES, "cam" + i);
      village.clock.advance(Duration.ofMillis(50));
    }
    hub.rounds(FaultRounds.GATHER);
    Case one = village.onlyCase();
    assertThat(one.severity()).as("worse than a single one").isEqualTo(Severity.CRITICAL);
    assertThat(Objects.requireNonNull(one.fault()).count()).isEqualTo(60);
    assertThat(one.place()).isEqualTo("第0路、第1路、第2路 … (60)");
    assertThat(village.desk().steps(one.id()).get(0).note()).contains("第59路");

    hub.restart(); // Killed and started again: it is still one, and half of it comes back.
    for (int i = 0; i < 59; i++) {
      hub.raise(FaultKind.NO_FRAMES, "cam" + i);
      hub.clear(FaultKind.NO_FRAMES, "cam" + i);
    }
    hub.rounds(Duration.ofSeconds(30));
    assertThat(village.onlyCase().condition()).isEqualTo(Condition.ACTIVE);
    hub.clear(FaultKind.NO_FRAMES, "cam59");
    hub.rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
    assertThat(hub.told).hasSize(2);
  }

  @Test
  void makesOneCaseOfManySensorsThatAreReadNoMore() throws Exception {
    hub.sensors(7);
    for (int i = 0; i < 6; i++) {
      hub.raise(FaultKind.UNREADABLE_MESSAGES, "s" + i);
      hub.rounds(Duration.ofSeconds(15));
    }
    assertThat(village.cases()).as("they wait for each other").isEmpty();
    hub.rounds(FaultRounds.GATHER_SENSORS);
    hub.raise(FaultKind.UNREADABLE_MESSAGES, "s6");
    hub.rounds(FaultRounds.GATHER_SENSORS);
    Case one = village.onlyCase();
    assertThat(one.type()).isEqualTo(CaseType.SYSTEM_FAULT);
    assertThat(one.place()).isEqualTo("水位 s0、水位 s1、水位 s2 … (6)");
    assertThat(Objects.requireNonNull(one.fault()).count()).isEqualTo(7);
    assertThat(one.fault().details())
        .containsExactly(Map.entry(CaseFault.SENSORS, "s0,s1,s2,s3,s4,s5,s6"));
    assertThat(village.desk().steps(one.id()).get(0).note()).contains("水位 s5");
    hub.restart();
    for (int i = 0; i < 6; i++) {
      hub.clear(FaultKind.UNREADABLE_MESSAGES, "s" + i);
    }
    hub.rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.NEW);
    hub.clear(FaultKind.UNREADABLE_MESSAGES, "s6");
    hub.rounds(Duration.ofSeconds(1));
    assertThat(village.onlyCase().handling()).isEqualTo(Handling.CLOSED);
  }

  @Test
  void namesFiveHundredMembersOfAGroupAtMost() {
    List<String> ids =
        java.util.stream.IntStream.rangeClosed(0, CaseFault.MOST_NAMED)
            .mapToObj(i -> "s" + i)
            .toList();
    CaseFault all = CaseFault.group(FaultKind.UNREADABLE_MESSAGES, "g", ids);
    assertThat(all.count()).isEqualTo(CaseFault.MOST_NAMED + 1);
    assertThat(all.sensorIds()).hasSize(CaseFault.MOST_NAMED).doesNotContain("s500");
  }

  @Test
  void letsLaterOnesJoinForAWhileAndNotForEver() {
    hub.cameras(8);
    for (int i = 0; i < FaultRounds.MERGE_FROM; i++) {
      hub.raise(FaultKind.NO_FRAMES, "cam" + i);
    }
    hub.rounds(FaultRounds.GATHER);
    hub.raise(FaultKind.NO_FRAMES, "cam5");
    hub.rounds(FaultRounds.GATHER);
    Case grown = village.onlyCase();
    assertThat(Objects.requireNonNull(grown.fault()).count()).isEqualTo(6);
    assertThat(grown.fault().details())
        .as("which they are, the one that joined included")
        .containsExactly(Map.entry(CaseFault.CAMERAS, "cam0,cam1,cam2,cam3,cam4,cam5"));
    assertThat(hub.actions(grown)).containsExactly(Action.OPENED, Action.OBSERVED_AGAIN);
    hub.raise(FaultKind.BLURRED, "cam5");
    hub.rounds(FaultRounds.GATHER);
    assertThat(village.cases()).as("another kind is another thing").hasSize(2);
    village.clock.advance(FaultRounds.JOIN);
    hub.raise(FaultKind.NO_FRAMES, "cam6");
    hub.rounds(FaultRounds.GATHER);
    assertThat(village.cases()).hasSize(3);
  }

  @Test
  void keepsFourThatFailTogetherApart() {
    hub.cameras(4);
    for (int i = 0; i < FaultRounds.MERGE_FROM - 1; i++) {
      hub.raise(FaultKind.NO_FRAMES, "cam" + i);
    }
    hub.rounds(FaultRounds.GATHER);
    assertThat(village.cases()).hasSize(4);
  }
}
