package org.gengfu.analytics.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * What really happens in a scene.
 *
 * @param truths what is to be raised
 * @param negatives what must not raise anything, in words
 * @param disturbances kinds of disturbance, such as noise
 */
public record SceneTruth(List<Truth> truths, List<Negative> negatives, List<String> disturbances) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_BYTES = 4 << 20;
  private static final int MAX_ITEMS = 10_000;

  public SceneTruth {
    truths = List.copyOf(truths);
    negatives = List.copyOf(negatives);
    disturbances = List.copyOf(disturbances);
  }

  /**
   * One event that must be raised. Times are seconds of the video.
   *
   * @param type such as illegal-parking
   * @param zone id
   * @param onset at rest since
   * @param due when an alert is due
   * @param end gone again; null where it stays
   * @param box where
   */
  public record Truth(
      String type, String zone, double onset, double due, @Nullable Double end, Box box) {}

  /**
   * Something that must not raise anything.
   *
   * @param what in words
   * @param start seconds; null where not given
   * @param end seconds; null where not given
   */
  public record Negative(String what, @Nullable Double start, @Nullable Double end) {}

  /**
   * Reads the truth of a scene file.
   *
   * @throws IOException when the file can't be read or lacks something; the message names the field
   */
  public static SceneTruth read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException(file + ": larger than any scene file");
    }
    try {
      return parse(JSON.readTree(Files.readAllBytes(file)));
    } catch (JsonProcessingException broken) {
      throw new IOException(file + ": not JSON: " + broken.getOriginalMessage(), broken);
    } catch (IllegalArgumentException wrong) {
      throw new IOException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  private static SceneTruth parse(JsonNode root) {
    List<Truth> truths = new ArrayList<>();
    for (JsonNode item : list(root, "truth", true)) {
      truths.add(truth(item, "/truth/" + truths.size()));
    }
    List<Negative> negatives = new ArrayList<>();
    for (JsonNode item : list(root, "negatives", false)) {
      negatives.add(
          new Negative(
              item.path("what").asText(), optional(item, "start_s"), optional(item, "end_s")));
    }
    List<String> disturbances = new ArrayList<>();
    for (JsonNode item : list(root, "disturbances", false)) {
      disturbances.add(item.isTextual() ? item.textValue() : item.path("kind").asText("?"));
    }
    return new SceneTruth(truths, negatives, disturbances);
  }

  private static JsonNode list(JsonNode root, String field, boolean needed) {
    JsonNode list = root.path(field);
    if (needed && !list.isArray()) {
      throw new IllegalArgumentException("/" + field + ": a list is needed, [] for nothing");
    }
    if (list.size() > MAX_ITEMS) {
      throw new IllegalArgumentException("/" + field + ": more than " + MAX_ITEMS + " entries");
    }
    return list;
  }

  private static Truth truth(JsonNode item, String at) {
    JsonNode box = item.path("box");
    if (!item.path("type").isTextual() || !item.path("zone").isTextual()) {
      throw new IllegalArgumentException(at + ": type and zone are needed");
    }
    if (box.size() != 4) {
      throw new IllegalArgumentException(at + "/box: [left, top, width, height] is needed");
    }
    return new Truth(
        item.get("type").textValue(),
        item.get("zone").textValue(),
        number(item, "onset_s", at),
        number(item, "due_s", at),
        optional(item, "end_s"),
        new Box(
            box.get(0).asDouble(),
            box.get(1).asDouble(),
            box.get(2).asDouble(),
            box.get(3).asDouble()));
  }

  private static double number(JsonNode item, String field, String at) {
    if (!item.path(field).isNumber()) {
      throw new IllegalArgumentException(at + "/" + field + ": a number of seconds is needed");
    }
    return item.get(field).doubleValue();
  }

  private static @Nullable Double optional(JsonNode item, String field) {
    return item.path(field).isNumber() ? item.get(field).doubleValue() : null;
  }
}
