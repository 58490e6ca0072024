package org.gengfu.ingest.av;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long PTS = 90_000;

  @Test
  void holdsBackWhatComesEarly() {
    Pace pace = new Pace(0);
    assertThat(pace.due(500, 7)).isEqualTo(7);
    assertThat(pace.due(500 + PTS, 8)).isEqualTo(7 + SECOND);
    assertThat(pace.due(500 + 2 * PTS, 9)).isEqualTo(7 + 2 * SECOND);
  }

  @Test
  void letsALiveStreamRunAhead() {
    Pace pace = new Pace(5 * SECOND);
    pace.due(0, 0);
    assertThat(pace.due(2 * PTS, 10)).isNegative();
    pace.due(4 * PTS, 10);
    assertThat(pace.due(6 * PTS, 10)).isEqualTo(SECOND);
  }

  @Test
  void whatComesLateMovesWhatFollows() {
    Pace pace = new Pace(0);
    pace.due(0, 0);
    assertThat(pace.due(PTS, 3 * SECOND)).isEqualTo(3 * SECOND);
    assertThat(pace.due(2 * PTS, 3 * SECOND)).isEqualTo(4 * SECOND);
  }

  @Test
  void nobodyWaitsForAGap() {
    Pace pace = new Pace(0);
    pace.due(0, 0);
    assertThat(pace.due(Pace.MAX_STEP, 0)).isEqualTo(3 * SECOND);
    assertThat(pace.due(2 * Pace.MAX_STEP + 1, 0)).isZero();
    assertThat(pace.due(0, 5)).isEqualTo(5);
  }
}
