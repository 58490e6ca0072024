package org.gengfu.core.replay;

/** A replay can't be begun or shown; says why. */
public final class ReplayException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Reason reason;

  public ReplayException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Kinds of refusal, each one HTTP status. */
  public enum Reason {
    /** As many wait as may. */
    BUSY,
    /** The hub was restarted meanwhile: what was found is lost. */
    LOST,
    /** It has made room for newer ones, is too old, or never was. */
    GONE
  }
}
