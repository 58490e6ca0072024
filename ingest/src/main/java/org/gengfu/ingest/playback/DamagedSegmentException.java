package org.gengfu.ingest.playback;

import java.io.IOException;

/** A segment file is not what the recorder writes; what stands before the damage can be used. */
final class DamagedSegmentException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedSegmentException(String what) {
    super(what);
  }
}
