package org.gengfu.hub.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param name what was measured
 * @param value what came out
 * @param unit of the value, may be empty
 * @param bar what it is held to; null for a figure that is only stated
 */
record Figure(String name, double value, String unit, @Nullable Bar bar) {

  /** A bound on a figure. */
  record Bar(Side side, double value) {
    boolean met(double measured) {
      return side == Side.AT_MOST ? measured <= value : measured >= value;
    }
  }

  enum Side {
    AT_MOST("at most"),
    AT_LEAST("at least");

    private final String words;

    Side(String words) {
      this.words = words;
    }
  }

  static Figure stated(String name, double value, String unit) {
    return new Figure(name, value, unit, null);
  }

  static Figure atMost(String name, double value, String unit, double bar) {
    return new Figure(name, value, unit, new Bar(Side.AT_MOST, bar));
  }

  static Figure atLeast(String name, double value, String unit, double bar) {
    return new Figure(name, value, unit, new Bar(Side.AT_LEAST, bar));
  }

  /** True where the figure has no bar or keeps it. */
  boolean met() {
    return bar == null || bar.met(value);
  }

  /** One line for people, with the bar and whether it is met. */
  String line() {
    String measured = String.format(Locale.ROOT, "%-44s %10s %s", name, number(value), unit);
    if (bar == null) {
      return measured.stripTrailing();
    }
    return String.format(
        Locale.ROOT,
        "%-62s %s %s: %s",
        measured,
        bar.side().words,
        number(bar.value()),
        met() ? "met" : "MISSED");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
