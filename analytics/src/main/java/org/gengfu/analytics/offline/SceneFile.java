package org.gengfu.analytics.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.ZoneKind;

/**
 * The zones of one scene, in the form of {@code {"zones": [{"id", "kind", "polygon", "dwell_s"}]}}.
 * Fields besides these are another's (a scene's truth stands in the same file) and passed over.
 *
 * @param zones one at least
 */
public record SceneFile(List<ZoneRule> zones) {
  private static final long MAX_BYTES = 4 << 20;
  private static final int MAX_ZONES = 256;
  private static final double MAX_DWELL_SECONDS = 30 * 24 * 3600;
  private static final ObjectMapper JSON = new ObjectMapper();

  public SceneFile {
    zones = List.copyOf(zones);
  }

  /** A scene file that can't be used; the message names the file, the field and what is wrong. */
  public static final class InvalidSceneException extends IOException {
    private static final long serialVersionUID = 1;

    InvalidSceneException(String message) {
      super(message);
    }
  }

  /**
   * Reads a scene file.
   *
   * @throws InvalidSceneException when it can't be used
   */
  public static SceneFile read(Path file) throws InvalidSceneException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new InvalidSceneException(file + ": larger than any scene file");
      }
      return parse(Files.readString(file));
    } catch (InvalidSceneException invalid) {
      throw new InvalidSceneException(file + ": " + invalid.getMessage());
    } catch (NoSuchFileException missing) {
      throw new InvalidSceneException(file + ": there is no such file");
    } catch (IOException failure) {
      throw new InvalidSceneException(file + ": can't be read: " + failure.getMessage());
    }
  }

  /**
   * Reads a scene from JSON text.
   *
   * @throws InvalidSceneException when it can't be used
   */
  public static SceneFile parse(String json) throws InvalidSceneException {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException broken) {
      throw new InvalidSceneException("not JSON: " + broken.getOriginalMessage());
    }
    JsonNode list = root == null ? null : root.get("zones");
    if (list == null || !list.isArray() || list.isEmpty() || list.size() > MAX_ZONES) {
      throw new InvalidSceneException("/zones: a list of 1 to " + MAX_ZONES + " zones is needed");
    }
    List<ZoneRule> zones = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      ZoneRule zone = zone(list.get(i), "/zones/" + i);
      if (!ids.add(zone.zoneId())) {
        throw new InvalidSceneException("/zones/" + i + "/id: " + zone.zoneId() + " stands twice");
      }
      zones.add(zone);
    }
    return new SceneFile(zones);
  }

  private static ZoneRule zone(JsonNode zone, String at) throws InvalidSceneException {
    JsonNode id = zone.path("id");
    if (!id.isTextual() || id.textValue().isBlank()) {
      throw new InvalidSceneException(at + "/id: a text is needed");
    }
    return new ZoneRule(
        id.textValue(),
        kind(zone.path("kind"), at + "/kind"),
        polygon(zone.path("polygon"), at + "/polygon"),
        dwell(zone.path("dwell_s"), at + "/dwell_s"));
  }

  private static ZoneKind kind(JsonNode kind, String at) throws InvalidSceneException {
    return switch (kind.asText()) {
      case "no-parking" -> ZoneKind.NO_PARKING;
      case "no-dumping" -> ZoneKind.NO_DUMPING;
      default -> throw new InvalidSceneException(at + ": no-parking or no-dumping is needed");
    };
  }

  private static Polygon polygon(JsonNode list, String at) throws InvalidSceneException {
    if (list.size() < 3 || list.size() > Polygon.MAX_POINTS || !list.isArray()) {
      throw new InvalidSceneException(
          at + ": a list of 3 to " + Polygon.MAX_POINTS + " points is needed");
    }
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      JsonNode pair = list.get(i);
      if (pair.size() != 2 || !inPicture(pair.path(0)) || !inPicture(pair.path(1))) {
        throw new InvalidSceneException(at + "/" + i + ": [x, y] within 0 to 1 is needed");
      }
      points.add(new Point(pair.get(0).doubleValue(), pair.get(1).doubleValue()));
    }
    return new Polygon(points);
  }

  private static boolean inPicture(JsonNode number) {
    return number.isNumber() && number.doubleValue() >= 0 && number.doubleValue() <= 1;
  }

  private static Duration dwell(JsonNode seconds, String at) throws InvalidSceneException {
    double value = seconds.isNumber() ? seconds.doubleValue() : Double.NaN;
    if (!(value >= 0.001 && value <= MAX_DWELL_SECONDS)) {
      throw new InvalidSceneException(at + ": a number of seconds above 0 is needed");
    }
    return Duration.ofMillis(Math.round(value * 1000));
  }
}
