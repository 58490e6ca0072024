package org.gengfu.core.village;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one value is taken from a payload: {@code value × scale + offset}.
 *
 * @param name name of the metric
 * @param valuePointer JSON Pointer (RFC 6901) to a number, a boolean or a number in text; empty for
 *     a payload that is itself the value
 * @param timePointer JSON Pointer to the time (RFC 3339 text, or seconds or milliseconds since
 *     1970); null for the time of arrival
 * @param unit unit symbol, may be empty
 * @param scale factor on the value, 1 for none
 * @param offset added after scaling, in {@code unit}; 0 for none
 * @param least smallest plausible value, in {@code unit}; null for no bound
 * @param greatest largest plausible value, in {@code unit}; null for no bound
 * @param qualityPointer JSON Pointer to what the sensor says of the value; null where it says
 *     nothing
 * @param goodWords what stands there for a good value, compared as text; anything else, and nothing
 *     at all, makes the reading suspect
 */
public record Metric(
    String name,
    String valuePointer,
    @Nullable String timePointer,
    String unit,
    double scale,
    double offset,
    @Nullable Double least,
    @Nullable Double greatest,
    @Nullable String qualityPointer,
    List<String> goodWords) {

  // Stored configurations and seeds of older versions lack the later fields.
  @JsonCreator
  @SuppressWarnings("ConstantValue")
  public Metric {
    goodWords = goodWords == null ? List.of() : List.copyOf(goodWords);
  }

  /** A metric without bounds, whose sensor says nothing of its quality. */
  public Metric(
      String name, String valuePointer, @Nullable String timePointer, String unit, double scale) {
    this(name, valuePointer, timePointer, unit, scale, 0, null, null, null, List.of());
  }

  /** Whether the value lies within the bounds. */
  public boolean plausible(double value) {
    return (least == null || value >= least) && (greatest == null || value <= greatest);
  }
}
