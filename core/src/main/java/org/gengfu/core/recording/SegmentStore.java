package org.gengfu.core.recording;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.RecordingProtection.Protection;
import org.gengfu.core.recording.RecordingProtection.Wanted;
import org.gengfu.core.recording.Recordings.Span;
import org.jspecify.annotations.Nullable;

/**
 * Port to the index of the recordings in the database. All calls block and may throw {@link
 * org.gengfu.core.storage.StoreException}.
 */
public interface SegmentStore {
  /** All disks that were ever used and not forgotten. */
  List<Disk> disks();

  /** The disk with this marker, made if it is new; it is remembered to be mounted here now. */
  Disk disk(UUID marker, Path directory);

  /** Forgets the disk and every segment on it: it will never come back. */
  int forget(int disk, String actor, Instant now);

  /** Inserts or replaces these rows in one transaction. A row being deleted stays as it is. */
  void save(Collection<Row> rows);

  /**
   * The segments of which some part lies in the range, oldest first; none that is being deleted.
   */
  List<Row> between(String cameraId, StreamName stream, Instant from, Instant to, int limit);

  /** The same as ranges alone. */
  List<Span> ranges(String cameraId, StreamName stream, Instant from, Instant to);

  /** Segments of the disk that are marked as open. */
  List<Segment> open(int disk);

  /** Start of the youngest segment on the disk. */
  Optional<Instant> latestStart(int disk);

  /** The segments of the disk in order of their path, those behind {@code afterPath}. */
  List<Row> page(int disk, String afterPath, int limit);

  /** Bytes of all segments of the disk, the open ones as far as the index knows. */
  long bytes(int disk);

  /** What each camera has. */
  List<Usage> usage(Instant since);

  /**
   * Marks the camera's closed, unprotected segments on the disk that ended before this moment as
   * being deleted.
   *
   * @return those that it has marked
   */
  List<Segment> claimEndedBefore(int disk, String cameraId, Instant before, int limit, Instant now);

  /** Ids of the cameras that have recordings. */
  List<String> cameras();

  /** The rows with these keys, in any order; without their fragments. */
  List<Segment> find(Collection<Segment.Key> keys);

  /** Marks the oldest closed, unprotected segments of the disk as being deleted; gives those. */
  List<Segment> claimOldest(int disk, int limit, Instant now);

  /** The segments of the disk that are marked as being deleted. */
  List<Segment> deleting(int disk);

  /** Removes the rows of files that are gone. */
  void remove(Collection<Segment.Key> keys);

  /** See {@link RecordingProtection#protect}. */
  Protection protect(
      String cameraId, Instant from, Instant to, String reason, String actor, Instant now);

  /** Lets the protections of this reason end at this moment; gives how many. */
  int expire(String reason, Instant at);

  /** Ends one protection. */
  boolean release(long protection, String actor, Instant now);

  /** See {@link RecordingProtection#protections}. */
  List<Protection> protections(Wanted wanted, Instant now);

  /**
   * A disk.
   *
   * @param id number in the index
   * @param marker random id that stands in a file on the disk
   * @param directory where it was mounted when it was last used
   */
  record Disk(int id, UUID marker, Path directory) {}

  /** A segment and its fragments. */
  record Row(Segment segment, List<Fragment> fragments) {
    public Row {
      fragments = List.copyOf(fragments);
    }
  }

  /**
   * What a camera has.
   *
   * @param oldest start of its first segment
   * @param newest end of its last one, as far as the index knows
   * @param bytes all together
   * @param bytesSince of the segments that began since the moment asked for
   */
  record Usage(
      String cameraId,
      @Nullable Instant oldest,
      @Nullable Instant newest,
      long bytes,
      long bytesSince) {}
}
