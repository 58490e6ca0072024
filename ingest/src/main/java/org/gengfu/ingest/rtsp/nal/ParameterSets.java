package org.gengfu.ingest.rtsp.nal;

import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * The parameter sets of a stream, from the SDP and from the stream itself, and the format that they
 * make. The format stays the same object while nothing changes, though a camera repeats its sets at
 * every keyframe.
 */
public interface ParameterSets {
  /** Greatest parameter set that is taken, in bytes. */
  int MAX_BYTES = 1024;

  /** Most sets of one kind that are kept; the formats themselves would allow more. */
  int MAX_SETS = 16;

  /**
   * Takes a parameter set with its NAL unit header, or anything else that came in its place.
   *
   * @return whether it was a parameter set that can be used
   */
  boolean offer(byte[] nal);

  /** The format, once there is a set of each kind; null before. */
  @Nullable VideoFormat format();
}
