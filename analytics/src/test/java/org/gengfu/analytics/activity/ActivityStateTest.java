package org.gengfu.analytics.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityStateTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

  private final ActivityState state = new ActivityState();

  @Test
  void reasonWakesOnceAndHolds() {
    state.wanted(true);
    assertThat(state.at(START)).isEqualTo(Activity.QUIET);
    assertThat(state.note(ActivityReason.CHANGE, START)).isTrue();
    assertThat(state.note(ActivityReason.SIZES, START.plusSeconds(4))).as("it is awake").isFalse();
    assertThat(state.at(START.plusSeconds(4))).isEqualTo(Activity.ACTIVE);
    assertThat(state.reasons(START.plusSeconds(5))).containsExactly(ActivityReason.SIZES);
    assertThat(state.at(START.plusSeconds(8))).isEqualTo(Activity.ACTIVE);
    assertThat(state.at(START.plusSeconds(9))).isEqualTo(Activity.QUIET);
    assertThat(state.note(ActivityReason.CHANGE, START.plusSeconds(10))).isTrue();
  }

  @Test
  void comesToRestWhereNoReasonHoldsALittleLater() {
    state.wanted(true);
    state.note(ActivityReason.CHANGE, START);
    assertThat(state.rest(START.plusSeconds(4))).isFalse();
    assertThat(state.at(START.plusSeconds(3))).isEqualTo(Activity.ACTIVE);
    assertThat(state.rest(START.plusSeconds(5))).isTrue();
    assertThat(state.at(START.plusSeconds(3))).as("at once").isEqualTo(Activity.QUIET);
    assertThat(state.reasons(START.plusSeconds(3))).isEmpty();
    assertThat(state.note(ActivityReason.CHANGE, START.plusSeconds(3))).as("wakes").isTrue();
  }

  @Test
  void nothingWakesACameraWhosePicturesNobodyTakes() {
    assertThat(state.note(ActivityReason.VIEWER, START)).isFalse();
    assertThat(state.at(START)).isEqualTo(Activity.QUIET);
    assertThat(state.wanted(true)).isTrue();
    assertThat(state.at(START)).as("the reason still holds").isEqualTo(Activity.ACTIVE);
  }

  @Test
  void longQuietIsWhatHasNotChangedForMinutes() {
    state.begin(START);
    state.looked(false, START.plusSeconds(2));
    assertThat(state.at(START.plusSeconds(599))).isEqualTo(Activity.QUIET);
    assertThat(state.at(START.plusSeconds(600))).isEqualTo(Activity.LONG_QUIET);
    state.looked(true, START.plusSeconds(601));
    assertThat(state.at(START.plusSeconds(602))).isEqualTo(Activity.QUIET);
    assertThat(state.at(START.plusSeconds(1201))).isEqualTo(Activity.LONG_QUIET);
    state.wanted(true);
    assertThat(state.at(START.plusSeconds(1201)))
        .as("only a keyframe can wake it, so all are looked at")
        .isEqualTo(Activity.QUIET);
  }
}
