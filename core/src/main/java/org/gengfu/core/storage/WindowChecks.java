package org.gengfu.core.storage;

import java.util.List;
import org.gengfu.core.village.RecordingPlan;

/** What hours of the week must fulfil. */
final class WindowChecks {
  private static final int MOST_WINDOWS = 32;

  private WindowChecks() {}

  static void check(Problems problems, String pointer, List<RecordingPlan.Window> windows) {
    problems.require(
        pointer, windows.size() <= MOST_WINDOWS, "must have " + MOST_WINDOWS + " windows at most");
    for (int i = 0; i < Math.min(windows.size(), MOST_WINDOWS); i++) {
      RecordingPlan.Window window = windows.get(i);
      String at = pointer + "/" + i;
      problems.require(at + "/days", !window.days().isEmpty(), "must name one weekday at least");
      problems.present(at + "/from", window.from());
      problems.present(at + "/to", window.to());
    }
  }
}
