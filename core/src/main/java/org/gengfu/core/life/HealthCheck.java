package org.gengfu.core.life;

/** One line of {@code /health/ready}: asks whether a function works, not whether a thread lives. */
public interface HealthCheck {
  String name();

  /** Answers within a second; may be called on a worker thread at any time. */
  Result check();

  /**
   * @param healthy whether the function works
   * @param detail what was seen, and what to do when it does not work
   */
  record Result(boolean healthy, String detail) {}
}
