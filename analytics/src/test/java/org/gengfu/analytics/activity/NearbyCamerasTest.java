package org.gengfu.analytics.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gengfu.analytics.testing.FakeRegistry;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.SensorKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NearbyCamerasTest {
  private static final Location GATE = new Location(120.0, 30.0);

  private static Camera camera(
      String id, @Nullable String gridId, @Nullable Location location, boolean enabled) {
    return new Camera(id, id, "rtsp://h/" + id, null, null, gridId, location, enabled);
  }

  private static Sensor sensor(@Nullable String gridId, @Nullable Location location) {
    return new Sensor(
        "door",
        "door",
        SensorKind.WATER_LEVEL,
        "t",
        List.of(),
        List.of(),
        0,
        gridId,
        location,
        true);
  }

  @Test
  void placeCountsAndWithoutOneTheGrid() {
    FakeRegistry registry = new FakeRegistry();
    registry.set(
        camera("here", "east", new Location(120.0005, 30.0005), true),
        camera("far", "west", new Location(120.0, 30.001), true),
        camera("off", "west", GATE, false),
        camera("unplaced", "west", null, true));
    assertThat(NearbyCameras.of(registry.current(), sensor("west", GATE)))
        .containsExactlyInAnyOrder("here", "unplaced");
    assertThat(NearbyCameras.of(registry.current(), sensor("west", null)))
        .containsExactlyInAnyOrder("far", "unplaced");
    assertThat(NearbyCameras.of(registry.current(), sensor(null, null))).isEmpty();
  }
}
