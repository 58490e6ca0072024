package org.gengfu.core.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.recording.RecordingStatus.CameraRecording;
import org.gengfu.core.recording.RecordingStatus.DiskStatus;
import org.gengfu.core.village.RecordingPlan.Mode;
import org.jspecify.annotations.Nullable;

/**
 * For how long the disks will do, if the cameras go on as in the last 24 hours. What is protected
 * is not reckoned apart.
 *
 * @param bytesPerDay what all cameras that are to be recorded write a day
 * @param capacityBytes what all usable disks can hold
 * @param neededBytes what it takes to keep every camera for its days
 * @param days for how many days there is room, if all are kept equally long; null while nothing
 *     tells
 */
public record RoomEstimate(
    long bytesPerDay, long capacityBytes, long neededBytes, @Nullable Double days) {
  private static final Duration DAY = Duration.ofDays(1);

  /** A camera that is recorded for less tells nothing yet. */
  private static final Duration LEAST = Duration.ofMinutes(1);

  /** The estimate at this moment. */
  public static RoomEstimate of(
      List<DiskStatus> disks, List<CameraRecording> cameras, Instant now) {
    double perDay = 0;
    double needed = 0;
    for (CameraRecording camera : cameras) {
      double rate = bytesPerDay(camera, now);
      perDay += rate;
      needed += rate * camera.days();
    }
    long capacity =
        disks.stream().filter(DiskStatus::usable).mapToLong(DiskStatus::capacityBytes).sum();
    return new RoomEstimate(
        Math.round(perDay), capacity, Math.round(needed), perDay > 0 ? capacity / perDay : null);
  }

  private static double bytesPerDay(CameraRecording camera, Instant now) {
    Instant oldest = camera.oldestAt();
    if (oldest == null || camera.mode() == null || camera.mode() == Mode.OFF) {
      return 0;
    }
    Duration recorded = Duration.between(oldest, now);
    if (recorded.compareTo(LEAST) < 0) {
      return 0;
    }
    Duration within = recorded.compareTo(DAY) < 0 ? recorded : DAY;
    return (double) camera.bytesLastDay() * DAY.toMillis() / within.toMillis();
  }
}
