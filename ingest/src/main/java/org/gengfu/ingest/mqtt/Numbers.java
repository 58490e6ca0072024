package org.gengfu.ingest.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.gengfu.core.faults.FaultReason;

/** Values of sensors: numbers, booleans (1 and 0), numbers in text. */
final class Numbers {
  /** Stricter than Double.parseDouble, which also takes "NaN", "0x1p3" and "1d". */
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

  private Numbers() {}

  static boolean looksNumeric(String text) {
    return text.length() <= PayloadParser.MAX_NUMBER_LENGTH && DECIMAL.matcher(text).matches();
  }

  /**
   * The value of a node.
   *
   * @throws UnreadableException saying what was found instead of a finite number
   */
  static double value(JsonNode node) throws UnreadableException {
    if (node.isBoolean()) {
      return node.booleanValue() ? 1 : 0;
    }
    if (!node.isNumber() && !(node.isTextual() && looksNumeric(node.textValue().strip()))) {
      throw new UnreadableException(
          FaultReason.VALUE_NO_NUMBER, "holds " + describe(node) + ", not a number");
    }
    double value =
        node.isNumber() ? node.doubleValue() : Double.parseDouble(node.textValue().strip());
    if (!Double.isFinite(value)) {
      throw new UnreadableException(
          FaultReason.VALUE_OUT_OF_RANGE, "holds a number that is out of range");
    }
    return value;
  }

  static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "the text \"" + Shown.text(node.textValue()) + "\"";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NULL -> "null";
      default -> "the value " + Shown.text(node.asText());
    };
  }
}
