package org.gengfu.core.life;

/** A part of the hub with a beginning and an end. */
public interface Component extends AutoCloseable {
  /** Starts; blocks until it works. On failure it has released what it took. */
  void start();

  /** Ends; blocks until everything is released. Harmless when not started. */
  @Override
  void close();
}
