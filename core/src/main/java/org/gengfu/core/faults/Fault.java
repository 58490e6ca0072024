package org.gengfu.core.faults;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.gengfu.core.cases.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * Something technical that is wrong now.
 *
 * @param kind what
 * @param subject of which camera (its id) or part of the hub (a directory, a broker's id); 1 to
 *     {@value #LONGEST_SUBJECT} characters
 * @param onset since when
 * @param details measured values for people, by the names that the kind lists; at most {@value
 *     #MOST_DETAILS}, longer values than {@value #LONGEST_DETAIL} characters are cut
 * @param picture JPEG of the moment; null where the latest picture of the camera will do, or there
 *     is none
 */
public record Fault(
    FaultKind kind,
    String subject,
    Instant onset,
    Map<String, String> details,
    byte @Nullable [] picture) {
  public static final int LONGEST_SUBJECT = 200;
  public static final int MOST_DETAILS = 16;
  public static final int LONGEST_DETAIL = 500;

  public Fault {
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException(
          "a subject has 1 to " + LONGEST_SUBJECT + " characters, not " + subject.length());
    }
    if (details.size() > MOST_DETAILS) {
      throw new IllegalArgumentException(
          "a fault has " + MOST_DETAILS + " details at most, not " + details.size());
    }
    Map<String, String> cut = new TreeMap<>();
    details.forEach(
        (name, value) ->
            cut.put(
                name,
                value.length() > LONGEST_DETAIL ? value.substring(0, LONGEST_DETAIL) : value));
    details = java.util.Collections.unmodifiableMap(cut);
  }

  /** A fault without a picture of its own. */
  public Fault(FaultKind kind, String subject, Instant onset, Map<String, String> details) {
    this(kind, subject, onset, details, null);
  }
}
