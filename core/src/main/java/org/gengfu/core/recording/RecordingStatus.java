package org.gengfu.core.recording;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.village.RecordingPlan;
import org.jspecify.annotations.Nullable;

/** Port to how recording is doing: ingest offers it, the admin's page shows it. */
public interface RecordingStatus {
  /** The disks, in the order of the configuration file; never blocks. */
  List<DiskStatus> disks();

  /** The cameras that are configured, and those that have recordings; blocks on the database. */
  List<CameraRecording> cameras();

  /**
   * A disk.
   *
   * @param directory where it is mounted
   * @param state how it is
   * @param detail what is wrong and what to do; null where all is well
   * @param recordedBytes size of the recordings on it
   * @param freeBytes what the file system has left; -1 where it can't be asked
   * @param maxBytes bound of the recordings; null for none
   * @param keepFreeBytes what must stay free
   */
  record DiskStatus(
      Path directory,
      DiskState state,
      @Nullable String detail,
      long recordedBytes,
      long freeBytes,
      @Nullable Long maxBytes,
      long keepFreeBytes) {}

  /** How a disk is. */
  enum DiskState {
    OK,
    /** Writes take so long that pictures were dropped. */
    SLOW,
    /** There is no room, and nothing that may be deleted. */
    FULL,
    /** It isn't mounted, is read-only, or refuses writes. */
    FAILED
  }

  /**
   * A camera.
   *
   * @param mode of its plan; null where it is configured no more
   * @param days how long it is to be kept
   * @param recording whether pictures of it are being recorded now
   * @param lastWrittenAt wall clock up to which it is on disk; null where nothing is
   * @param oldestAt wall clock of the oldest recording; null where there is none
   * @param bytesLastDay written within 24 h
   * @param bytes all together
   * @param droppedGroups groups of pictures dropped since the start of the process
   */
  record CameraRecording(
      String cameraId,
      RecordingPlan.@Nullable Mode mode,
      int days,
      boolean recording,
      @Nullable Instant lastWrittenAt,
      @Nullable Instant oldestAt,
      long bytesLastDay,
      long bytes,
      long droppedGroups) {}
}
