package org.gengfu.core.storage;

/**
 * The database is away or has refused a statement; nothing of the statement's transaction was kept.
 */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final boolean transientFailure;

  public StoreException(String message, Throwable cause, boolean transientFailure) {
    super(message, cause);
    this.transientFailure = transientFailure;
  }

  /** Whether trying the same again later can work (connection lost, deadlock, server starting). */
  public boolean transientFailure() {
    return transientFailure;
  }
}
