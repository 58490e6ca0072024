package org.gengfu.core.media;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A camera's state at a moment. What is shown of the camera is its main stream's: a sub stream that
 * fails does not make the camera 'down', and a sub stream that runs does not hide a main stream
 * that fails, as it is the main stream that is recorded.
 *
 * @param cameraId id of the camera
 * @param streams its streams: the main one first, and then the sub stream, where there is one
 */
public record CameraStatus(String cameraId, List<StreamStatus> streams) {
  public CameraStatus {
    streams = List.copyOf(streams);
    if (streams.isEmpty() || streams.get(0).stream() != StreamName.MAIN) {
      throw new IllegalArgumentException("a camera's first stream is its main stream");
    }
  }

  /** Of a camera with a main stream alone; the parameters are {@link StreamStatus}'s. */
  public CameraStatus(
      String cameraId,
      CameraState state,
      Instant since,
      @Nullable String detail,
      @Nullable VideoFormat format,
      @Nullable Instant lastUnitAt,
      double unitsPerSecond,
      double bitsPerSecond,
      long lostPackets) {
    this(
        cameraId,
        List.of(
            new StreamStatus(
                StreamName.MAIN,
                state,
                since,
                detail,
                format,
                lastUnitAt,
                unitsPerSecond,
                bitsPerSecond,
                lostPackets)));
  }

  /** The main stream. */
  public StreamStatus main() {
    return streams.get(0);
  }

  /** The sub stream; empty where none is configured. */
  public Optional<StreamStatus> sub() {
    return streams.stream().filter(one -> one.stream() == StreamName.SUB).findFirst();
  }

  /** The camera's state: its main stream's. */
  public CameraState state() {
    return main().state();
  }

  /** When the main stream's state began. */
  public Instant since() {
    return main().since();
  }

  /** What is wrong with the main stream; null where all is well. */
  public @Nullable String detail() {
    return main().detail();
  }

  /** Of the main stream; null where it doesn't run. */
  public @Nullable VideoFormat format() {
    return main().format();
  }

  /** When the main stream's last access unit came; null where none came yet. */
  public @Nullable Instant lastUnitAt() {
    return main().lastUnitAt();
  }

  /** Access units a second of the main stream. */
  public double unitsPerSecond() {
    return main().unitsPerSecond();
  }

  /** Payload bits a second of the main stream. */
  public double bitsPerSecond() {
    return main().bitsPerSecond();
  }

  /** RTP packets of the main stream missed since the start of the process. */
  public long lostPackets() {
    return main().lostPackets();
  }

  /** The camera's wall clock minus ours, as its main stream tells; null where it isn't known. */
  public @Nullable Duration clockOffset() {
    return main().clockOffset();
  }

  /** Names of the oddities noticed in the main stream's server. */
  public List<String> quirks() {
    return main().quirks();
  }

  /** What is wrong with the main stream as a code; null where all is well. */
  public @Nullable Complaint complaint() {
    return main().complaint();
  }
}
