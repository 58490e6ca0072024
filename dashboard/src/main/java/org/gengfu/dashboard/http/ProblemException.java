package org.gengfu.dashboard.http;

/** Carries a problem to the one place that answers with it. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    // Control flow with a known meaning: no stack trace is worth its cost to an attacker's flood.
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
