package org.gengfu.analytics.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.gengfu.analytics.offline.SceneFile.InvalidSceneException;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.analytics.scene.ZoneTerms;
import org.gengfu.core.village.ZoneKind;
import org.gengfu.core.village.ZoneSubject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneFileTest {
  private static final String ZONE =
      "{\"id\":\"P1\",\"kind\":\"no-parking\",\"polygon\":[[0,0],[1,0],[1,1]],\"dwell_s\":7.5}";

  @TempDir Path directory;

  @Test
  void readsZonesAndPassesOverTheRest() throws InvalidSceneException {
    SceneFile scene =
        SceneFile.parse("{\"clip\":\"a.mp4\",\"zones\":[" + ZONE + "],\"truth\":[{}]}");
    ZoneRule zone = scene.zones().get(0);
    assertThat(zone.zoneId()).isEqualTo("P1");
    assertThat(zone.kind()).isEqualTo(ZoneKind.NO_PARKING);
    assertThat(zone.dwell()).isEqualTo(Duration.ofMillis(7500));
    assertThat(zone.polygon().points()).hasSize(3);
  }

  @Test
  void readsWhatAZoneAllowsFor() throws InvalidSceneException {
    String zone =
        ZONE.replace(
            "7.5}",
            "7.5,\"subject\":\"any\",\"queue_tolerated\":true,\"hours\":"
                + "[{\"days\":[\"thursday\"],\"from\":\"21:00\",\"to\":\"06:00\"}]}");
    SceneFile scene =
        SceneFile.parse("{\"starts_at\":\"2026-11-26T20:59:00\",\"zones\":[" + zone + "]}");
    ZoneTerms terms = scene.zones().get(0).terms();
    assertThat(terms.subject()).isEqualTo(ZoneSubject.ANY);
    assertThat(terms.queueTolerated()).isTrue();
    assertThat(terms.schedule().holds(scene.startsAt())).isFalse();
    assertThat(terms.schedule().holds(scene.startsAt().plusSeconds(60))).isTrue();

    assertThatThrownBy(() -> SceneFile.parse("{\"zones\":[" + zone + "]}"))
        .hasMessageContaining("/starts_at: is needed where a zone has hours");
    assertThatThrownBy(() -> SceneFile.parse("{\"zones\":[" + zone.replace("21:00", "9 pm") + "]}"))
        .hasMessageContaining("/zones/0/hours/0/from: a time such as 22:00");
    assertThatThrownBy(
            () -> SceneFile.parse("{\"zones\":[" + zone.replace("\"any\"", "\"dog\"") + "]}"))
        .hasMessageContaining("/zones/0/subject: any, person or vehicle");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "\"P1\" | 7 | /zones/0/id: a text is needed",
        "\"no-parking\" | \"parking\" | /zones/0/kind: no-parking, no-dumping, ",
        "\"no-parking\" | null | /zones/0/kind: no-parking, no-dumping, ",
        "[[0,0],[1,0],[1,1]] | [[0,0],[1,0]] | /zones/0/polygon: a list of 3 to 64 points",
        "[[0,0],[1,0],[1,1]] | 5 | /zones/0/polygon: a list of 3 to 64 points",
        "[[0,0],[1,0],[1,1]] | {\"a\":1,\"b\":2,\"c\":3} | /zones/0/polygon: a list",
        "[1,1] | [1,1.5] | /zones/0/polygon/2: [x, y] within 0 to 1 is needed",
        "[1,1] | [1,\"a\"] | /zones/0/polygon/2: [x, y] within 0 to 1 is needed",
        "[1,1] | [1] | /zones/0/polygon/2: [x, y] within 0 to 1 is needed",
        "7.5 | 0 | /zones/0/dwell_s: a number of seconds above 0 is needed",
        "7.5 | \"long\" | /zones/0/dwell_s: a number of seconds above 0 is needed",
      })
  void namesTheFieldThatIsWrong(String right, String wrong, String message) {
    String json = "{\"zones\":[" + ZONE.replace(right, wrong) + "]}";
    assertThatThrownBy(() -> SceneFile.parse(json))
        .isInstanceOf(InvalidSceneException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"zones\": | not JSON",
        "{} | /zones: a list of 1 to 256 zones is needed",
        "[] | /zones: a list of 1 to 256 zones is needed",
        "{\"zones\":[]} | /zones: a list of 1 to 256 zones is needed",
        "{\"zones\":{}} | /zones: a list of 1 to 256 zones is needed",
        "{\"zones\":[5]} | /zones/0/id: a text is needed",
      })
  void refusesWhatIsNoScene(String json, String message) {
    assertThatThrownBy(() -> SceneFile.parse(json))
        .isInstanceOf(InvalidSceneException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesAnIdThatStandsTwice() {
    assertThatThrownBy(() -> SceneFile.parse("{\"zones\":[" + ZONE + "," + ZONE + "]}"))
        .hasMessageContaining("/zones/1/id: P1 stands twice");
  }

  @Test
  void namesAFileThatIsMissing() {
    assertThatThrownBy(() -> SceneFile.read(directory.resolve("gone.json")))
        .isInstanceOf(InvalidSceneException.class)
        .hasMessageContaining("gone.json: there is no such file");
    assertThatThrownBy(() -> SceneFile.read(directory)).isInstanceOf(InvalidSceneException.class);
  }
}
