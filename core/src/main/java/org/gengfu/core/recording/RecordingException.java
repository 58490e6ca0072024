package org.gengfu.core.recording;

/** A recording can't be given or kept as asked; says why. */
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Reason reason;

  public RecordingException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Kinds of refusal, each one HTTP status. */
  public enum Reason {
    /** Nothing is recorded in that time, or it is gone. */
    NOTHING,
    /** The time is longer than is allowed. */
    TOO_LONG,
    /** The camera changed its codec in that time; players don't take two in one file. */
    MIXED_CODECS,
    /** As many recordings are protected as may be. */
    TOO_MANY_PROTECTED,
    /** As many files as are allowed are being made. */
    BUSY
  }
}
