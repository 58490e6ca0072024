package org.gengfu.analytics.offline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * One episode in a video file. All times are seconds since the start of the stream.
 *
 * @param type what happened
 * @param zone in which zone of the scene file
 * @param onsetSeconds the thing was at rest, or on the ground
 * @param raisedSeconds time of the picture that raised the alert
 * @param clearedSeconds the thing was gone; null where it stayed to the end
 * @param box in the picture
 */
public record AnalyzedEvent(
    CaseType type,
    String zone,
    double onsetSeconds,
    double raisedSeconds,
    @Nullable Double clearedSeconds,
    Box box) {
  private static final ObjectMapper JSON = new ObjectMapper();

  @JsonPropertyOrder({"type", "zone", "onset_s", "raised_s", "cleared_s", "box"})
  private record Line(
      String type,
      String zone,
      @JsonProperty("onset_s") double onset,
      @JsonProperty("raised_s") double raised,
      @JsonProperty("cleared_s") @Nullable Double cleared,
      List<Double> box) {}

  /** The event as one line of JSON, without a line break. */
  public String toJsonLine() {
    Line line =
        new Line(
            type.code(),
            zone,
            rounded(onsetSeconds, 1000),
            rounded(raisedSeconds, 1000),
            clearedSeconds == null ? null : rounded(clearedSeconds, 1000),
            List.of(
                rounded(box.x(), 10_000),
                rounded(box.y(), 10_000),
                rounded(box.width(), 10_000),
                rounded(box.height(), 10_000)));
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static double rounded(double value, double parts) {
    return Math.round(value * parts) / parts;
  }
}
