package org.gengfu.ingest.recording;

import java.io.IOException;

/** Where the disk was mounted is another one, or none. */
final class MissingDiskException extends IOException {
  private static final long serialVersionUID = 1;

  MissingDiskException(String message) {
    super(message);
  }
}
