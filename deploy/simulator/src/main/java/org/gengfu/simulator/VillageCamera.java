package org.gengfu.simulator;

import java.util.List;
import java.util.Locale;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Secret;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.simulator.rtsp.Credentials;
import org.gengfu.simulator.scene.Scenery;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code cameras.csv}: a camera of the village.
 *
 * @param id id, and its path on the server
 * @param name place
 * @param scenery what it sees
 * @param gridId grid
 * @param location on the map
 * @param credentials what it asks for; null for nothing
 * @param rule what must not happen there; null for nothing
 */
record VillageCamera(
    String id,
    String name,
    Scenery scenery,
    String gridId,
    Location location,
    @Nullable Credentials credentials,
    @Nullable Rule rule) {
  private static final int COLUMNS = 8;
  // A demo's password: it opens nothing but these simulated cameras.
  private static final Secret PASSWORD = new Secret("banyan-2026");
  private static final String USERNAME = "viewer";

  /** A zone over what should be kept free in the scenery. */
  record Rule(ZoneKind kind, int dwellSeconds, String name) {}

  static VillageCamera parse(String line) {
    List<String> cells = List.of(line.split(",", -1));
    if (cells.size() != COLUMNS) {
      throw new IllegalArgumentException("a camera has " + COLUMNS + " columns: " + line);
    }
    return new VillageCamera(
        cells.get(0),
        cells.get(1),
        Scenery.valueOf(cells.get(2)),
        cells.get(3),
        new Location(Double.parseDouble(cells.get(4)), Double.parseDouble(cells.get(5))),
        credentials(cells.get(6)),
        rule(cells.get(7)));
  }

  private static @Nullable Credentials credentials(String scheme) {
    if (scheme.equals("none")) {
      return null;
    }
    String name = scheme.toUpperCase(Locale.ROOT).replace('-', '_');
    return new Credentials(Credentials.Scheme.valueOf(name), USERNAME, PASSWORD);
  }

  private static @Nullable Rule rule(String text) {
    if (text.isEmpty()) {
      return null;
    }
    List<String> parts = List.of(text.split(":", -1));
    ZoneKind kind = ZoneKind.valueOf(parts.get(0).toUpperCase(Locale.ROOT).replace('-', '_'));
    return new Rule(kind, Integer.parseInt(parts.get(1)), parts.get(2));
  }

  Camera camera(int rtspPort) {
    return new Camera(
        id,
        name,
        "rtsp://127.0.0.1:" + rtspPort + "/" + id,
        credentials == null ? null : credentials.username(),
        credentials == null ? null : credentials.password(),
        gridId,
        location,
        true);
  }

  @Nullable Zone zone() {
    if (rule == null) {
      return null;
    }
    Severity severity = scenery.scripted() ? Severity.HIGH : Severity.MEDIUM;
    return new Zone(
        "zone-" + id,
        id,
        rule.name(),
        rule.kind(),
        scenery.zone(),
        rule.dwellSeconds(),
        severity,
        true);
  }
}
