package org.gengfu.core.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gengfu.core.faults.Persistence.Change.CLOSED;
import static org.gengfu.core.faults.Persistence.Change.NONE;
import static org.gengfu.core.faults.Persistence.Change.OPENED;
import static org.gengfu.core.faults.Persistence.Verdict.BAD;
import static org.gengfu.core.faults.Persistence.Verdict.GOOD;
import static org.gengfu.core.faults.Persistence.Verdict.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.gengfu.core.cases.FaultKind;
import org.junit.jupiter.api.Test;

class PersistenceTest {
  private static final Instant START = Instant.parse("2026-11-26T02:00:00Z");
  private final Persistence persistence =
      new Persistence(Duration.ofSeconds(60), Duration.ofSeconds(30), false);

  private Persistence.Change at(int second, Persistence.Verdict verdict) {
    return persistence.judge(verdict, START.plusSeconds(second));
  }

  @Test
  void opensAndClosesAfterTheirTimesAndNotASecondEarlier() {
    for (int second = 0; second < 60; second++) {
      assertThat(at(second, BAD)).isEqualTo(NONE);
    }
    assertThat(at(60, BAD)).isEqualTo(OPENED);
    assertThat(persistence.since()).isEqualTo(START);
    assertThat(at(61, BAD)).isEqualTo(NONE);
    for (int second = 62; second < 92; second++) {
      assertThat(at(second, GOOD)).isEqualTo(NONE);
    }
    assertThat(at(92, GOOD)).isEqualTo(CLOSED);
    assertThat(persistence.open()).isFalse();
  }

  @Test
  void beginsAnewAfterOneJudgementTheOtherWay() {
    at(0, BAD);
    at(30, BAD);
    at(59, GOOD);
    assertThat(at(60, BAD)).isEqualTo(NONE);
    assertThat(at(90, BAD)).isEqualTo(NONE);
    assertThat(at(120, BAD)).isEqualTo(OPENED);
  }

  @Test
  void letsWhatCanNotBeJudgedNeitherCountNorEndARun() {
    at(0, BAD);
    at(30, BAD);
    for (int second = 31; second < 3_000; second++) {
      at(second, UNKNOWN);
    }
    at(3_000, BAD);
    assertThat(at(3_029, BAD)).isEqualTo(NONE);
    assertThat(at(3_030, BAD)).isEqualTo(OPENED);
  }

  @Test
  void countsOfALongGapOnlyAPart() {
    at(0, BAD);
    assertThat(at(3_600, BAD)).as("a machine that slept").isEqualTo(NONE);
    assertThat(persistence.run()).isEqualTo(Persistence.LONGEST_STEP);
  }

  @Test
  void goesOnWithWhatWasOpenBefore() {
    Persistence known = new Persistence(Duration.ofSeconds(60), Duration.ZERO, true);
    assertThat(known.judge(BAD, START)).isEqualTo(NONE);
    assertThat(known.judge(GOOD, START)).isEqualTo(CLOSED);
  }

  @Test
  void boundsWhatAFaultCarries() {
    Map<String, String> details = new HashMap<>();
    for (int i = 0; i < Fault.MOST_DETAILS; i++) {
      details.put("d" + i, "x".repeat(Fault.LONGEST_DETAIL + 1));
    }
    Fault fault = new Fault(FaultKind.DISK_FULL, "d".repeat(Fault.LONGEST_SUBJECT), START, details);
    assertThat(fault.details().get("d0")).hasSize(Fault.LONGEST_DETAIL);
    details.put("more", "");
    assertThatThrownBy(() -> new Fault(FaultKind.DISK_FULL, "d", START, details))
        .hasMessageContaining("16 details at most, not 17");
    assertThatThrownBy(
            () ->
                new Fault(
                    FaultKind.DISK_FULL, "d".repeat(Fault.LONGEST_SUBJECT + 1), START, Map.of()))
        .hasMessageContaining("200");
  }
}
