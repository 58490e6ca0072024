package org.gengfu.dashboard.fake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gengfu.core.media.AnalysisLoad;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;

/**
 * Camera "gate" is active, gets a third of what it would use, and has a zone in restless leaves;
 * "yard" has been quiet for long and has no zones.
 */
final class FakeAnalysis implements AnalysisLoad {
  @Override
  public Load load() {
    return new Load(
        2,
        1.5,
        0.21004,
        1.29,
        8_100,
        1_866_240_000L,
        3,
        4,
        Map.of(Omission.BUDGET, 700L, Omission.PACE, 12L),
        Map.of(Reason.CHANGE, 9L),
        0.75,
        List.of(
            new CameraLoad(
                "gate",
                Activity.ACTIVE,
                Set.of(Reason.VIEWER, Reason.CHANGE),
                true,
                0.06,
                0.02,
                31.25,
                Map.of(Omission.BUDGET, 700L),
                Instant.parse("2026-03-01T07:59:59Z"),
                new Sight(
                    null,
                    Instant.parse("2026-03-01T07:00:00Z"),
                    List.of(
                        new ZoneSight(
                            "trees", Hindrance.RESTLESS, Instant.parse("2026-03-01T07:40:00Z"))))),
            new CameraLoad(
                "yard",
                Activity.LONG_QUIET,
                Set.of(),
                false,
                null,
                null,
                0,
                Map.of(),
                null,
                null)));
  }
}
