package org.gengfu.analytics.detect;

import java.nio.file.Path;

/** A model file that can't be used; the message names it and says what is wrong with it. */
public final class ModelException extends Exception {
  private static final long serialVersionUID = 1;

  ModelException(Path file, String what) {
    super(file + ": " + what);
  }

  ModelException(Path file, String what, Throwable cause) {
    super(file + ": " + what, cause);
  }
}
