package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gengfu.analytics.pipeline.EventMatch.Event;
import org.junit.jupiter.api.Test;

class EventMatchTest {
  private static Event event(String zone, int onset, int raised) {
    return new Event(zone, Instant.ofEpochSecond(onset), Instant.ofEpochSecond(raised));
  }

  @Test
  void oneFoundLaterOneMissedOneMore() {
    EventMatch match =
        EventMatch.of(
            List.of(event("a", 100, 110), event("a", 200, 210)),
            List.of(event("a", 103, 113), event("a", 300, 310)));
    assertThat(match)
        .isEqualTo(
            new EventMatch(
                1, List.of(event("a", 200, 210)), List.of(event("a", 300, 310)), List.of(3.0)));
  }

  @Test
  void anotherZoneAndSixSecondsAreAnotherEvent() {
    List<Event> truth = List.of(event("a", 100, 110));
    assertThat(EventMatch.of(truth, List.of(event("b", 100, 110))).missed()).hasSize(1);
    assertThat(EventMatch.of(truth, List.of(event("a", 106, 116))).missed()).hasSize(1);
    assertThat(EventMatch.of(truth, List.of(event("a", 105, 115))).missed()).isEmpty();
  }

  @Test
  void theNearestOneIsTheSame() {
    EventMatch match =
        EventMatch.of(
            List.of(event("a", 100, 110)), List.of(event("a", 96, 106), event("a", 101, 111)));
    assertThat(match)
        .isEqualTo(new EventMatch(1, List.of(), List.of(event("a", 96, 106)), List.of(1.0)));
  }

  @Test
  void addsUpAndTellsQuantiles() {
    Event missed = event("a", 1, 2);
    Event more = event("b", 3, 4);
    EventMatch both =
        new EventMatch(2, List.of(missed), List.of(), List.of(4.0, 0.0))
            .with(new EventMatch(2, List.of(), List.of(more), List.of(-1.0, 1.0)));
    assertThat(both.found()).isEqualTo(4);
    assertThat(both.missed()).containsExactly(missed);
    assertThat(both.extra()).containsExactly(more);
    assertThat(both.laterQuantile(0.5)).isZero();
    assertThat(both.laterQuantile(1)).isEqualTo(4);
    assertThat(EventMatch.NONE.laterQuantile(0.5)).isZero();
  }
}
