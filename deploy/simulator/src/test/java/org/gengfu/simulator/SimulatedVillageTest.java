package org.gengfu.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gengfu.core.village.Camera;
import org.gengfu.core.village.Duty;
import org.gengfu.core.village.Entity;
import org.gengfu.core.village.Grid;
import org.gengfu.core.village.Ids;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.Location;
import org.gengfu.core.village.Sensor;
import org.gengfu.core.village.Worker;
import org.gengfu.core.village.Zone;
import org.gengfu.core.village.ZoneKind;
import org.junit.jupiter.api.Test;

class SimulatedVillageTest {
  private final SimulatedVillage village = new SimulatedVillage(Path.of("unused"), 8554, 0);
  private final List<Entity> all = village.configuration(8554);

  private <T extends Entity> List<T> of(Class<T> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private Set<String> ids(Class<? extends Entity> type) {
    return Set.copyOf(of(type).stream().map(Entity::id).toList());
  }

  @Test
  void hasWhatTheDemoPromises() {
    assertThat(of(Camera.class)).hasSize(84);
    assertThat(of(Camera.class).get(83).url()).isEqualTo("rtsp://127.0.0.1:8554/cam-84");
    assertThat(of(Grid.class)).hasSize(4);
    assertThat(of(Worker.class)).hasSizeBetween(4, 6);
    assertThat(of(Sensor.class)).isNotEmpty();
    assertThat(of(Zone.class)).hasSizeGreaterThan(20);
    assertThat(of(Zone.class))
        .extracting(Zone::kind)
        .contains(ZoneKind.INTRUSION, ZoneKind.LOITERING);
    assertThat(of(Camera.class).stream().filter(camera -> camera.username() != null).count())
        .isGreaterThan(10);
  }

  @Test
  void idsAreValidAndOnlyOnce() {
    Set<String> seen = new HashSet<>();
    for (Entity entity : all) {
      assertThat(Ids.valid(entity.id())).as(entity.id()).isTrue();
      assertThat(seen.add(Kind.of(entity) + "/" + entity.id())).as(entity.id()).isTrue();
    }
  }

  @Test
  void whateverIsReferredToStandsBefore() {
    Set<String> known = new HashSet<>();
    for (Entity entity : all) {
      if (entity instanceof Grid grid) {
        assertThat(known).contains("worker/" + grid.fallbackWorkerId());
      } else if (entity instanceof Duty duty) {
        assertThat(known).contains("worker/" + duty.workerId(), "grid/" + duty.gridId());
      } else if (entity instanceof Camera camera) {
        assertThat(known).contains("grid/" + camera.gridId());
      } else if (entity instanceof Zone zone) {
        assertThat(known).contains("camera/" + zone.cameraId());
      } else if (entity instanceof Sensor sensor) {
        assertThat(known).contains("grid/" + sensor.gridId());
      }
      known.add(Kind.of(entity).name().toLowerCase(java.util.Locale.ROOT) + "/" + entity.id());
    }
  }

  @Test
  void someoneIsOnDutyInEveryGridAtEveryHour() {
    for (String grid : ids(Grid.class)) {
      for (DayOfWeek day : DayOfWeek.values()) {
        for (int minute = 0; minute < 24 * 60; minute += 15) {
          LocalTime time = LocalTime.ofSecondOfDay(minute * 60L);
          assertThat(of(Duty.class))
              .as("%s %s %s", grid, day, time)
              .anyMatch(duty -> duty.gridId().equals(grid) && duty.covers(day, time));
        }
      }
    }
  }

  @Test
  void everyCameraStandsInItsGridOnly() {
    for (Camera camera : of(Camera.class)) {
      Location at = camera.location();
      assertThat(at).isNotNull();
      List<String> around =
          of(Grid.class).stream()
              .filter(grid -> contains(grid.outline(), at))
              .map(Grid::id)
              .toList();
      assertThat(around).as(camera.id() + " " + camera.name()).containsExactly(camera.gridId());
    }
  }

  private static boolean contains(List<Location> outline, Location at) {
    boolean inside = false;
    for (int i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
      Location a = outline.get(i);
      Location b = outline.get(j);
      if (a.latitude() > at.latitude() != b.latitude() > at.latitude()
          && at.longitude()
              < (b.longitude() - a.longitude())
                      * (at.latitude() - a.latitude())
                      / (b.latitude() - a.latitude())
                  + a.longitude()) {
        inside = !inside;
      }
    }
    return inside;
  }

  @Test
  void theScriptedCamerasHaveTheZonesOfTheirCases() {
    assertThat(zone("cam-01").kind()).isEqualTo(ZoneKind.NO_PARKING);
    assertThat(zone("cam-01").dwellSeconds()).isEqualTo(40);
    assertThat(zone("cam-02").kind()).isEqualTo(ZoneKind.NO_DUMPING);
    assertThat(zone("cam-02").dwellSeconds()).isEqualTo(30);
  }

  private Zone zone(String cameraId) {
    return of(Zone.class).stream()
        .filter(zone -> zone.cameraId().equals(cameraId))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theMapIsAFeatureCollection() throws IOException {
    JsonNode map = new ObjectMapper().readTree(village.map());
    assertThat(map.path("type").asText()).isEqualTo("FeatureCollection");
    Set<String> kinds = new HashSet<>();
    for (JsonNode feature : map.path("features")) {
      kinds.add(feature.path("properties").path("kind").asText());
      if (feature.path("properties").has("name")) {
        assertThat(feature.path("properties").path("nameEn").asText()).isNotEmpty();
      }
      if (feature.path("geometry").path("type").asText().equals("Polygon")) {
        JsonNode ring = feature.path("geometry").path("coordinates").path(0);
        assertThat(ring.get(0)).isEqualTo(ring.get(ring.size() - 1));
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder("boundary", "road", "house", "water", "field");
  }
}
