package org.gengfu.core.recording;

import java.time.Instant;
import org.gengfu.core.media.StreamName;

/**
 * One file of recorded pictures, without gaps. docs/design/recording.md describes the file.
 *
 * @param key where it is
 * @param cameraId of which camera, which may be configured no more
 * @param stream of which of its streams
 * @param start wall clock of the first picture
 * @param end wall clock at which the last picture ends, as far as it is written
 * @param state how it stands
 * @param bytes length of the file, as far as it is written
 * @param codecs the {@code codecs} parameter of RFC 6381
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param headerBytes length of the initialisation segment at the file's beginning
 */
public record Segment(
    Key key,
    String cameraId,
    StreamName stream,
    Instant start,
    Instant end,
    State state,
    long bytes,
    String codecs,
    int width,
    int height,
    int headerBytes) {

  /**
   * Where a segment is.
   *
   * @param disk id of the disk
   * @param path of the file below the disk's directory, with {@code /} between names
   */
  public record Key(int disk, String path) {}

  /** How a segment stands. */
  public enum State {
    /** It is being written, or was when the hub ended unasked. */
    OPEN,
    CLOSED,
    /** Its file is about to go, or has gone already. */
    DELETING
  }

  /** The same after more was written, or once it is closed. */
  public Segment with(State newState, Instant newEnd, long newBytes) {
    return new Segment(
        key,
        cameraId,
        stream,
        start,
        newEnd,
        newState,
        newBytes,
        codecs,
        width,
        height,
        headerBytes);
  }
}
