package org.gengfu.analytics.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.media.Hindrance;
import org.gengfu.core.media.Sight;
import org.gengfu.core.media.Sight.ZoneSight;
import org.junit.jupiter.api.Test;

class SightLogTest {
  private static final Sight CLEAR = new Sight(null, Instant.EPOCH, List.of());

  private static Sight zone(String id) {
    return new Sight(null, null, List.of(new ZoneSight(id, Hindrance.RESTLESS, Instant.EPOCH)));
  }

  @Test
  void joinsWhatGoesOnAndEndsWithTheVideo() {
    SightLog log = new SightLog();
    Sight leaves = zone("park");
    Sight both =
        new Sight(
            null,
            null,
            List.of(leaves.zones().get(0), new ZoneSight("lane", Hindrance.DARK, Instant.EPOCH)));
    log.see(null, 0);
    log.see(CLEAR, 2);
    log.see(leaves, 10);
    log.see(leaves, 12);
    log.see(both, 20);
    log.see(CLEAR, 30);
    log.see(Sight.hindered(Hindrance.NOISE, Instant.EPOCH), 40);
    assertThat(log.finish(50))
        .containsExactlyInAnyOrder(
            new UnjudgedSpan(10, 30, Hindrance.RESTLESS, "park"),
            new UnjudgedSpan(20, 30, Hindrance.DARK, "lane"),
            new UnjudgedSpan(40, 50, Hindrance.NOISE, null));
  }

  @Test
  void coversAZoneForItsTime() {
    UnjudgedSpan span = new UnjudgedSpan(10, 30, Hindrance.DARK, "lane");
    assertThat(span.covers("lane", 10)).isTrue();
    assertThat(span.covers("park", 20)).isFalse();
    assertThat(span.covers("lane", 31)).isFalse();
    assertThat(new UnjudgedSpan(10, 30, Hindrance.DARK, null).covers("park", 20)).isTrue();
    assertThat(span.words()).isEqualTo("can't judge lane from 10.0 to 30.0 s: dark");
  }
}
