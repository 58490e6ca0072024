package org.gengfu.core.media;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one stream of a camera stands at a moment.
 *
 * @param stream which of the camera's streams
 * @param state its state
 * @param since when this state began
 * @param detail what is wrong and what to do, for an admin, in English; without secrets; null where
 *     all is well
 * @param format of the running stream; null where none runs
 * @param lastUnitAt when the last access unit came; null where none came yet
 * @param unitsPerSecond access units a second over the last seconds
 * @param bitsPerSecond payload bits a second over the last seconds
 * @param lostPackets RTP packets missed since the start of the process
 * @param clockOffset the camera's wall clock minus ours, from its RTCP sender reports (RFC 3550
 *     §6.4.1); null where it sends none, they carry no wall clock, or they don't agree within a
 *     second
 * @param quirks names of the oddities noticed in the camera's server, such as {@code
 *     KEEP_ALIVE_REFUSED}, sorted; kept over reconnections
 * @param complaint what is wrong as a code; null where all is well, or only the sentence tells
 */
public record StreamStatus(
    StreamName stream,
    CameraState state,
    Instant since,
    @Nullable String detail,
    @Nullable VideoFormat format,
    @Nullable Instant lastUnitAt,
    double unitsPerSecond,
    double bitsPerSecond,
    long lostPackets,
    @Nullable Duration clockOffset,
    List<String> quirks,
    @Nullable Complaint complaint) {

  /** Without a complaint as a code. */
  public StreamStatus(
      StreamName stream,
      CameraState state,
      Instant since,
      @Nullable String detail,
      @Nullable VideoFormat format,
      @Nullable Instant lastUnitAt,
      double unitsPerSecond,
      double bitsPerSecond,
      long lostPackets,
      @Nullable Duration clockOffset,
      List<String> quirks) {
    this(
        stream,
        state,
        since,
        detail,
        format,
        lastUnitAt,
        unitsPerSecond,
        bitsPerSecond,
        lostPackets,
        clockOffset,
        quirks,
        null);
  }

  public StreamStatus {
    quirks = List.copyOf(quirks);
  }

  /** Without a measured clock, and without quirks. */
  public StreamStatus(
      StreamName stream,
      CameraState state,
      Instant since,
      @Nullable String detail,
      @Nullable VideoFormat format,
      @Nullable Instant lastUnitAt,
      double unitsPerSecond,
      double bitsPerSecond,
      long lostPackets) {
    this(
        stream,
        state,
        since,
        detail,
        format,
        lastUnitAt,
        unitsPerSecond,
        bitsPerSecond,
        lostPackets,
        null,
        List.of());
  }
}
