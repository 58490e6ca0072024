package org.gengfu.hub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.gengfu.analytics.evaluation.Figures;
import org.junit.jupiter.api.Test;

class SceneFiguresTest {
  private static JsonNode score(String parking, String dumping, String total)
      throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(
            String.format(
                "{\"types\": {\"illegal-parking\": {%s}, \"illegal-dumping\": {%s}},"
                    + " \"total\": {%s}}",
                parking, dumping, total));
  }

  private static String total(int duplicates, double median, double p95) {
    return "\"tp\": 9, \"fn\": 0, \"fp\": 1, \"f1\": 0.947, \"duplicates\": "
        + duplicates
        + ", \"delay_median_s\": "
        + median
        + ", \"delay_p95_s\": "
        + p95;
  }

  private static List<String> missed(List<Figure> figures) {
    return figures.stream().filter(figure -> !figure.met()).map(Figure::name).toList();
  }

  @Test
  void composedScenesAreHeldToTheirBarsByType() throws JsonProcessingException {
    assertThat(
            missed(
                SceneFigures.composed(
                    "composed", score("\"f1\": 0.95", "\"f1\": 1.0", total(0, 2, 5)))))
        .isEmpty();
    assertThat(
            missed(
                SceneFigures.composed(
                    "composed", score("\"f1\": 1.0", "\"f1\": 0.94", total(1, 2.1, 5.1)))))
        .containsExactly(
            "composed, illegal-dumping: F1",
            "composed: duplicates",
            "composed: delay, median",
            "composed: delay, p95");
  }

  @Test
  void nothingFoundMissesTheBar() throws JsonProcessingException {
    JsonNode none =
        score("\"f1\": 0.0", "\"f1\": null", "\"tp\": 0, \"fn\": 3, \"delay_p95_s\": null");
    assertThat(missed(SceneFigures.composed("composed", none)))
        .containsExactly("composed, illegal-parking: F1", "composed, illegal-dumping: F1");
    assertThat(missed(SceneFigures.real("real", none)))
        .containsExactly("real: events found", "real: missed");
  }

  @Test
  void realScenesMayRaiseNothingElse() throws JsonProcessingException {
    String total = "\"tp\": 2, \"fn\": 0, \"fp\": 1, \"duplicates\": 1";
    assertThat(missed(SceneFigures.real("real, with detector", score("", "", total))))
        .containsExactly("real, with detector: false alarms", "real, with detector: duplicates");
  }

  @Test
  void aDisturbanceIsARow() {
    Figure rain =
        SceneFigures.disturbed("composed", "rain", new Figures(2, 1, 1, 1, 0.5, 1.9, 2.0, null));
    assertThat(rain.name()).isEqualTo("composed, rain: 2 of 3 found, 2.0 s late at most");
    assertThat(rain.value()).isEqualTo(3);
    assertThat(
            SceneFigures.disturbed("real", "none", new Figures(0, 0, 1, 0, null, null, null, null))
                .line())
        .matches("real, none: nothing due +1 missed, false or again");
    assertThat(
            SceneFigures.disturbed("real", "fog", new Figures(0, 2, 0, 0, null, null, null, null))
                .name())
        .isEqualTo("real, fog: nothing found");
  }
}
