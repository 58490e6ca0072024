package org.gengfu.core.storage;

import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.VillageRegistry.Problem;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong; every check is made, none stops the others. */
final class Problems {
  private static final int LONGEST_NAME = 100;
  private final List<Problem> found = new ArrayList<>();

  List<Problem> list() {
    return List.copyOf(found);
  }

  void addAll(List<Problem> more) {
    found.addAll(more);
  }

  boolean require(String pointer, boolean holds, FieldRule rule, Object... values) {
    if (!holds) {
      found.add(new Problem(pointer, rule, values));
    }
    return holds;
  }

  boolean present(String pointer, @Nullable Object value) {
    return require(pointer, value != null, FieldRule.REQUIRED);
  }

  void name(String pointer, @Nullable String value) {
    if (present(pointer, value)) {
      text(pointer, value, 1, LONGEST_NAME);
      require(pointer, value == null || value.isEmpty() || !value.isBlank(), FieldRule.BLANK);
    }
  }

  void optionalText(String pointer, @Nullable String value, int longest) {
    if (value != null) {
      text(pointer, value, 1, longest);
    }
  }

  /** The message never repeats the text: it may be a secret. */
  void text(String pointer, @Nullable String value, int shortest, int longest) {
    if (value == null) {
      return;
    }
    require(
        pointer,
        value.length() >= shortest && value.length() <= longest,
        FieldRule.LENGTH,
        shortest,
        longest,
        value.length());
    require(
        pointer,
        value.codePoints().noneMatch(Character::isISOControl),
        FieldRule.CONTROL_CHARACTERS);
  }

  void range(String pointer, long value, long least, long greatest) {
    require(pointer, value >= least && value <= greatest, FieldRule.RANGE, least, greatest, value);
  }

  void location(String pointer, @Nullable Location location) {
    if (location == null) {
      return;
    }
    require(
        pointer + "/longitude",
        Math.abs(location.longitude()) <= 180,
        FieldRule.DEGREES,
        -180,
        180,
        location.longitude());
    require(
        pointer + "/latitude",
        Math.abs(location.latitude()) <= 90,
        FieldRule.DEGREES,
        -90,
        90,
        location.latitude());
  }
}
