package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.analytics.decode.DecodeException;
import org.gengfu.analytics.decode.KeyframeDecoders;
import org.gengfu.analytics.scene.SceneEvent;
import org.gengfu.analytics.scene.ZoneRule;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.village.ZoneKind;
import org.junit.jupiter.api.Test;

/** Pictures that show nothing new cost next to nothing, and nothing is missed for it. */
class SceneWatchTest {
  private static final int ARRIVES = 101;
  private static final Duration DWELL = Duration.ofSeconds(20);
  private static final RenderedVideo STREET =
      new RenderedVideo(new StreetFilm(1, 180, ARRIVES, 160), 2);
  private static final long NANOS_PER_TICK = 1_000_000_000L / AccessUnit.PTS_PER_SECOND;

  private final SceneWatch watch =
      new SceneWatch(
          List.of(
              new ZoneRule(
                  "road",
                  ZoneKind.NO_PARKING,
                  Polygon.ofPairs(
                      List.of(
                          List.of(0.1, 0.2),
                          List.of(0.9, 0.2),
                          List.of(0.9, 0.9),
                          List.of(0.1, 0.9))),
                  DWELL)),
          null,
          zone -> false,
          null);

  private List<SceneEvent> show(int fromSecond, int toSecond) throws DecodeException {
    List<SceneEvent> events = new ArrayList<>();
    try (KeyframeDecoders decoders = new KeyframeDecoders(1)) {
      for (RenderedVideo.Unit unit : STREET.keyframes()) {
        long second = unit.pts() / AccessUnit.PTS_PER_SECOND;
        if (second >= fromSecond && second < toSecond) {
          AccessUnit access = STREET.accessUnit(unit, Hub.START);
          try {
            events.addAll(
                decoders.decode(
                    access,
                    List.of(),
                    picture ->
                        watch.stay(
                            picture,
                            unit.pts() * NANOS_PER_TICK,
                            access.wallClock().toEpochMilli())));
          } finally {
            access.release();
          }
        }
      }
    }
    return events;
  }

  @Test
  void judgesAnEmptyPlaceThatDoesNotChangeEveryEightSecondsOnly() throws DecodeException {
    show(0, 20);
    long learned = watch.judged();
    show(20, 100);

    assertThat(watch.judged() - learned).isBetween(10L, 11L);
  }

  @Test
  void findsWhatComesWhenItCame() throws DecodeException {
    show(0, 100);
    long before = watch.judged();
    List<SceneEvent> events = show(100, 140);

    assertThat(watch.judged() - before).as("every picture from then on").isEqualTo(20);
    assertThat(events).hasSize(1);
    SceneEvent.Raised raised = (SceneEvent.Raised) events.get(0);
    assertThat(raised.onset())
        .isBetween(Hub.START.plusSeconds(ARRIVES - 2), Hub.START.plusSeconds(ARRIVES + 2));
    assertThat(raised.raisedAt())
        .isBetween(
            Hub.START.plus(DWELL).plusSeconds(ARRIVES - 2),
            Hub.START.plus(DWELL).plusSeconds(ARRIVES + 4));
  }
}
