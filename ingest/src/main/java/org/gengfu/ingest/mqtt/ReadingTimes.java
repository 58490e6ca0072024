package org.gengfu.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.gengfu.core.faults.FaultReason;

/** Reads when a value was measured. */
final class ReadingTimes {
  /** A sensor's clock may run ahead of the hub's by this much. */
  static final Duration MAX_AHEAD = Duration.ofMinutes(5);

  /**
   * A sensor that was out of reach may send late; a clock that was never set shows 1970 or 2000.
   */
  static final Duration MAX_BEHIND = Duration.ofDays(30);

  /** Numbers from here on are milliseconds: as seconds they would be past the year 5000. */
  private static final double LEAST_MILLIS = 1e11;

  private ReadingTimes() {}

  /**
   * The time in a node: RFC 3339 text, or seconds or milliseconds since 1970.
   *
   * @throws UnreadableException when there is none, or when no clock could have shown it at {@code
   *     arrival}
   */
  static Instant read(JsonNode node, Instant arrival) throws UnreadableException {
    if (node.isMissingNode() || node.isNull()) {
      throw new UnreadableException(FaultReason.TIME_WRONG, "holds no time");
    }
    Instant time = parse(node);
    if (time.isAfter(arrival.plus(MAX_AHEAD))) {
      throw new UnreadableException(
          FaultReason.TIME_WRONG, "holds the time " + time + ", which is still to come");
    }
    if (time.isBefore(arrival.minus(MAX_BEHIND))) {
      throw new UnreadableException(
          FaultReason.TIME_WRONG,
          "holds the time " + time + ", more than " + MAX_BEHIND.toDays() + " days ago");
    }
    return time;
  }

  private static Instant parse(JsonNode node) throws UnreadableException {
    String text = node.isTextual() ? node.textValue().strip() : node.asText();
    try {
      if (Numbers.looksNumeric(text) && !node.isBoolean()) {
        return sinceEpoch(Double.parseDouble(text));
      }
      if (node.isTextual() && text.length() <= 40) {
        // RFC 3339 5.6: a space may stand for the T.
        return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw notTime(node);
    }
    throw notTime(node);
  }

  private static Instant sinceEpoch(double number) {
    double millis = Math.abs(number) >= LEAST_MILLIS ? number : number * 1000;
    if (Math.abs(millis) > 1e15) {
      throw new ArithmeticException("past any calendar");
    }
    return Instant.ofEpochMilli(Math.round(millis));
  }

  private static UnreadableException notTime(JsonNode node) {
    return new UnreadableException(
        FaultReason.TIME_WRONG,
        "holds " + Numbers.describe(node) + ", not a time (RFC 3339, or s or ms since 1970)");
  }
}
