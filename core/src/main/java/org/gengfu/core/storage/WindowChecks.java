package org.gengfu.core.storage;

import java.util.List;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.RecordingPlan;

/** What hours of the week must fulfil. */
final class WindowChecks {
  private static final int MOST_WINDOWS = 32;

  private WindowChecks() {}

  static void check(Problems problems, String pointer, List<RecordingPlan.Window> windows) {
    problems.require(pointer, windows.size() <= MOST_WINDOWS, FieldRule.MOST_WINDOWS, MOST_WINDOWS);
    for (int i = 0; i < Math.min(windows.size(), MOST_WINDOWS); i++) {
      RecordingPlan.Window window = windows.get(i);
      String at = pointer + "/" + i;
      problems.require(at + "/days", !window.days().isEmpty(), FieldRule.WEEKDAY);
      problems.present(at + "/from", window.from());
      problems.present(at + "/to", window.to());
    }
  }
}
