package org.gengfu.dashboard.http;

import org.jspecify.annotations.Nullable;

/**
 * A range of bytes that is asked for (RFC 9110 §14).
 *
 * @param from first byte
 * @param to last byte, inclusive
 */
record ByteRange(long from, long to) {
  private static final String UNIT = "bytes=";
  private static final int LONGEST = 64;

  /** Said of a file that has no such bytes. */
  static final ByteRange NOT_THERE = new ByteRange(-1, -1);

  long length() {
    return to - from + 1;
  }

  /**
   * Reads {@code Range}.
   *
   * @return null for the whole file: without the header, where it can't be read, and where it asks
   *     for several ranges at once, which a server may ignore
   */
  static @Nullable ByteRange of(@Nullable String header, long length) {
    if (header == null || header.length() > LONGEST || !header.startsWith(UNIT)) {
      return null;
    }
    String[] ends = header.substring(UNIT.length()).strip().split("-", -1);
    if (ends.length != 2 || !number(ends[0]) || !number(ends[1])) {
      return null;
    }
    if (ends[0].isEmpty()) {
      return ends[1].isEmpty() ? null : last(parse(ends[1]), length);
    }
    long from = parse(ends[0]);
    long to = ends[1].isEmpty() ? Long.MAX_VALUE : parse(ends[1]);
    if (to < from) {
      return null;
    }
    return from >= length ? NOT_THERE : new ByteRange(from, Math.min(to, length - 1));
  }

  private static ByteRange last(long count, long length) {
    return count == 0 || length == 0
        ? NOT_THERE
        : new ByteRange(Math.max(0, length - count), length - 1);
  }

  private static boolean number(String digits) {
    return digits.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** More than any file has, where it is more than a long holds. */
  private static long parse(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
