package org.gengfu.ingest.av;

import org.gengfu.core.media.VideoFormat;
import org.jspecify.annotations.Nullable;

/** What the NAL units of one codec are; keeps the stream's parameter sets. */
interface NalRules {
  /** Whether it belongs into an access unit, by its first byte. */
  boolean kept(byte header);

  boolean parameterSet(byte header);

  /** Whether decoding can begin with a picture that has it. */
  boolean keyframe(byte header);

  /** Takes a parameter set with its header. */
  void offer(byte[] nal);

  /**
   * Takes a decoder configuration record.
   *
   * @return bytes of a NAL unit's length in this stream; 0 where this is no such record
   */
  int record(byte[] extradata);

  /** The format, once its parameter sets have come. */
  @Nullable VideoFormat format();
}
