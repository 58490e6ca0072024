package org.gengfu.analytics.decode;

import java.io.IOException;
import java.nio.file.Path;

/** This file can't be read as a video; the message names the file and what is wrong with it. */
public final class UnreadableVideoException extends IOException {
  private static final long serialVersionUID = 1;

  UnreadableVideoException(Path file, String what) {
    super(file + ": " + what);
  }
}
