package org.gengfu.core.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.recording.RecordingStatus.CameraRecording;
import org.gengfu.core.recording.RecordingStatus.DiskState;
import org.gengfu.core.recording.RecordingStatus.DiskStatus;
import org.gengfu.core.village.RecordingPlan.Mode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoomEstimateTest {
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");
  private static final long GB = 1_000_000_000L;

  private static DiskStatus disk(DiskState state, long recorded, long free, @Nullable Long max) {
    return new DiskStatus(
        Path.of("/r"), state, null, false, recorded, 900 * GB, free, max, 20 * GB);
  }

  private static CameraRecording camera(
      @Nullable Mode mode, int days, Duration recorded, long bytesLastDay) {
    return new CameraRecording(
        "c", mode, days, true, null, NOW, NOW.minus(recorded), bytesLastDay, bytesLastDay, 0);
  }

  @Test
  void aDiskHoldsWhatIsOnItAndWhatIsFreeLessWhatMustStayFree() {
    assertThat(disk(DiskState.OK, 100 * GB, 50 * GB, null).capacityBytes()).isEqualTo(130 * GB);
    assertThat(disk(DiskState.OK, 100 * GB, 50 * GB, 60 * GB).capacityBytes()).isEqualTo(60 * GB);
    assertThat(disk(DiskState.FULL, 5 * GB, 3 * GB, null).capacityBytes()).isZero();
  }

  @Test
  void daysAreTheRoomOfTheUsableDisksByWhatADayTakes() {
    RoomEstimate estimate =
        RoomEstimate.of(
            List.of(
                disk(DiskState.OK, 0, 120 * GB, null),
                disk(DiskState.SLOW, 0, 220 * GB, null),
                disk(DiskState.FAILED, 0, 500 * GB, null),
                disk(DiskState.MISSING, 0, 500 * GB, null)),
            List.of(
                camera(Mode.CONTINUOUS, 30, Duration.ofDays(9), 8 * GB),
                camera(Mode.EVENT, 90, Duration.ofDays(9), 2 * GB)),
            NOW);

    assertThat(estimate).isEqualTo(new RoomEstimate(10 * GB, 300 * GB, 420 * GB, 30.0));
  }

  @Test
  void lessThanADayIsTakenUpToOne() {
    CameraRecording young = camera(Mode.CONTINUOUS, 30, Duration.ofHours(6), 2 * GB);

    assertThat(RoomEstimate.of(List.of(), List.of(young), NOW).bytesPerDay()).isEqualTo(8 * GB);
  }

  @Test
  void whatIsRecordedNoMoreOrHasJustBegunTellsNothing() {
    RoomEstimate estimate =
        RoomEstimate.of(
            List.of(disk(DiskState.OK, 0, 120 * GB, null)),
            List.of(
                camera(null, 30, Duration.ofDays(9), GB),
                camera(Mode.OFF, 30, Duration.ofDays(9), GB),
                camera(Mode.CONTINUOUS, 30, Duration.ofSeconds(59), GB)),
            NOW);

    assertThat(estimate).isEqualTo(new RoomEstimate(0, 100 * GB, 0, null));
  }
}
