package org.gengfu.analytics.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.gengfu.core.replay.Outcome;
import org.gengfu.core.replay.Outcome.Verdict;
import org.gengfu.core.replay.PastEpisode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Box LEFT = new Box(0.1, 0.5, 0.2, 0.2);
  private static final Box RIGHT = new Box(0.6, 0.5, 0.2, 0.2);

  private static PastEpisode episode(
      CaseType type, String zone, int onset, int dwell, @Nullable Integer cleared, Box box) {
    return new PastEpisode(
        null,
        type,
        new ZoneSource("gate", zone),
        Severity.MEDIUM,
        NOON.plusSeconds(onset),
        NOON.plusSeconds(onset + dwell),
        cleared == null ? null : NOON.plusSeconds(cleared),
        box,
        null);
  }

  private static PastEpisode parked(int onset, int dwell, @Nullable Integer cleared, Box box) {
    return episode(CaseType.ILLEGAL_PARKING, "z1", onset, dwell, cleared, box);
  }

  @Test
  void anotherDwellRaisesTheSameThingAtAnotherTime() {
    PastEpisode tried = parked(0, 300, 900, LEFT);
    PastEpisode inForce = parked(0, 60, 900, LEFT);
    List<Outcome> outcomes = Comparison.of(List.of(tried), List.of(inForce));
    assertThat(outcomes).containsExactly(new Outcome(tried, inForce));
    assertThat(outcomes.get(0).verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void whatOnlyOneSideRaisesIsNewOrGoneInOrderOfTime() {
    PastEpisode late = parked(500, 60, 700, LEFT);
    PastEpisode early = parked(0, 60, 100, LEFT);
    List<Outcome> outcomes = Comparison.of(List.of(late), List.of(early));
    assertThat(outcomes).extracting(Outcome::verdict).containsExactly(Verdict.GONE, Verdict.NEW);
  }

  @Test
  void twoCarsSideBySideAreTwoHappenings() {
    PastEpisode one = parked(0, 60, null, LEFT);
    PastEpisode other = parked(2, 60, null, RIGHT);
    List<Outcome> outcomes = Comparison.of(List.of(one, other), List.of(other));
    assertThat(outcomes).containsExactly(new Outcome(one, null), new Outcome(other, other));
  }

  @Test
  void whoeverMovesIsTheSameElsewhere() {
    PastEpisode tried = episode(CaseType.LOITERING, "z1", 0, 60, 200, LEFT);
    PastEpisode inForce = episode(CaseType.LOITERING, "z1", 5, 10, 200, RIGHT);
    assertThat(Comparison.of(List.of(tried), List.of(inForce)))
        .containsExactly(new Outcome(tried, inForce));
  }

  @Test
  void anotherZoneOrAnotherKindIsAnotherHappening() {
    PastEpisode here = parked(0, 60, null, LEFT);
    PastEpisode there = episode(CaseType.ILLEGAL_PARKING, "z2", 0, 60, null, LEFT);
    PastEpisode dumped = episode(CaseType.ILLEGAL_DUMPING, "z1", 0, 60, null, LEFT);
    assertThat(Comparison.of(List.of(here), List.of(there, dumped)))
        .extracting(Outcome::verdict)
        .containsExactlyInAnyOrder(Verdict.NEW, Verdict.GONE, Verdict.GONE);
  }

  @Test
  void equalOnesArePairedOneByOne() {
    PastEpisode one = parked(0, 60, 100, LEFT);
    PastEpisode twin = parked(0, 60, 100, LEFT);
    assertThat(Comparison.of(List.of(one, twin), List.of(parked(0, 60, 100, LEFT))))
        .extracting(Outcome::verdict)
        .containsExactlyInAnyOrder(Verdict.SAME, Verdict.NEW);
  }
}
