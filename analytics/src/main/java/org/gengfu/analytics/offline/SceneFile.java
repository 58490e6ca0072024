package org.gengfu.analytics.offline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.core.geometry.Point;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.ZoneKind;

/**
 * The zones of one scene, in the form of {@code {"zones": [{"id", "kind", "polygon", "dwell_s"}],
 * "masks": [polygon]}}. Fields besides these and those of {@link SceneTerms} are another's (a
 * scene's truth stands in the same file) and passed over.
 *
 * @param zones one at least
 * @param masks parts of the picture that are black and never judged; empty for none
 * @param startsAt when the video begins, local time taken as UTC; the epoch where nothing says it
 */
public record SceneFile(List<ZoneRule> zones, List<Polygon> masks, Instant startsAt) {
  private static final long MAX_BYTES = 4 << 20;
  private static final int MAX_ZONES = 256;
  private static final double MAX_DWELL_SECONDS = 30 * 24 * 3600;
  private static final ObjectMapper JSON = new ObjectMapper();

  public SceneFile {
    zones = List.copyOf(zones);
    masks = List.copyOf(masks);
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
    return new SceneFile(zones, masks(root.path("masks")), startsAt(root.path("starts_at"), zones));
  }

  private static Instant startsAt(JsonNode text, List<ZoneRule> zones)
      throws InvalidSceneException {
    if (text.isMissingNode()) {
      boolean hours = zones.stream().anyMatch(zone -> !zone.terms().schedule().windows().isEmpty());
      if (hours) {
        throw new InvalidSceneException("/starts_at: is needed where a zone has hours");
      }
      return Instant.EPOCH;
    }
    try {
      return LocalDateTime.parse(text.asText()).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException wrong) {
      throw new InvalidSceneException(
          "/starts_at: a local time such as 2026-11-26T21:00:00 is needed");
    }
  }

  private static List<Polygon> masks(JsonNode list) throws InvalidSceneException {
    if (list.isMissingNode()) {
      return List.of();
    }
    if (!list.isArray() || list.size() > Camera.MOST_MASKS) {
      throw new InvalidSceneException(
          "/masks: a list of " + Camera.MOST_MASKS + " polygons at most is needed");
    }
    List<Polygon> masks = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      masks.add(polygon(list.get(i), "/masks/" + i));
    }
    return masks;
  }

  private static ZoneRule zone(JsonNode zone, String at) throws InvalidSceneException {
    JsonNode id = zone.path("id");
    if (!id.isTextual() || id.textValue().isBlank()) {
      throw new InvalidSceneException(at + "/id: a text is needed");
    }
    ZoneKind kind = kind(zone.path("kind"), at + "/kind");
    return new ZoneRule(
        id.textValue(),
        kind,
        polygon(zone.path("polygon"), at + "/polygon"),
        dwell(zone.path("dwell_s"), at + "/dwell_s"),
        SceneTerms.read(zone, kind, at));
  }

  private static ZoneKind kind(JsonNode kind, String at) throws InvalidSceneException {
    for (ZoneKind one : ZoneKind.values()) {
      if (code(one).equals(kind.asText())) {
        return one;
      }
    }
    throw new InvalidSceneException(
        at
            + ": "
            + Stream.of(ZoneKind.values()).map(SceneFile::code).collect(Collectors.joining(", "))
            + " is needed");
  }

  private static String code(ZoneKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
