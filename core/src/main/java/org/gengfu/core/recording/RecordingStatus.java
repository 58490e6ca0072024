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
   * @param deletesEarly whether recordings go before their days are over, because there is no room
   * @param recordedBytes size of the recordings on it
   * @param totalBytes size of the file system; -1 where it can't be asked
   * @param freeBytes what the file system has left; -1 where it can't be asked
   * @param maxBytes bound of the recordings; null for none
   * @param keepFreeBytes what must stay free
   */
  record DiskStatus(
      Path directory,
      DiskState state,
      @Nullable String detail,
      boolean deletesEarly,
      long recordedBytes,
      long totalBytes,
      long freeBytes,
      @Nullable Long maxBytes,
      long keepFreeBytes) {
    /** Whether it is written to, or would be if there were room. */
    public boolean usable() {
      return state != DiskState.FAILED && state != DiskState.MISSING;
    }

    /** How many bytes of recordings it can hold at most, those that are on it included. */
    public long capacityBytes() {
      long fits = Math.max(0, recordedBytes + Math.max(0, freeBytes) - keepFreeBytes);
      return maxBytes == null ? fits : Math.min(maxBytes, fits);
    }
  }

  /** How a disk is. */
  enum DiskState {
    OK,
    /** Writes take so long that pictures were dropped. */
    SLOW,
    /** There is no room, and nothing that may be deleted. */
    FULL,
    /** It is read-only, or refuses writes. */
    FAILED,
    /** It isn't mounted: another disk is there, or none. */
    MISSING
  }

  /** Why a camera isn't being recorded. */
  enum Idle {
    /** It is configured no more. */
    GONE,
    /** It is switched off. */
    DISABLED,
    /** Its plan says never. */
    OFF,
    /** Its plan says at other hours. */
    OUTSIDE_HOURS,
    /** It is recorded by event, and there is none; its last seconds are kept in memory. */
    NO_CASE,
    /** It should be, but sends no pictures. */
    NO_PICTURES,
    /** It should be, but no disk takes anything. */
    NO_DISK
  }

  /**
   * A camera.
   *
   * @param mode of its plan; null where it is configured no more
   * @param days how long it is to be kept
   * @param recording whether pictures of it are being recorded now
   * @param idle why not; null while it is
   * @param lastWrittenAt wall clock up to which it is on disk; null where nothing is
   * @param oldestAt wall clock of the oldest recording; null where there is none
   * @param bytesLastDay size of what was begun within the last 24 h
   * @param bytes all together
   * @param droppedGroups groups of pictures dropped since the start of the process
   */
  record CameraRecording(
      String cameraId,
      RecordingPlan.@Nullable Mode mode,
      int days,
      boolean recording,
      @Nullable Idle idle,
      @Nullable Instant lastWrittenAt,
      @Nullable Instant oldestAt,
      long bytesLastDay,
      long bytes,
      long droppedGroups) {}
}
