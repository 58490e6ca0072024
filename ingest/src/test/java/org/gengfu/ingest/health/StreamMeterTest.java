package org.gengfu.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.ingest.testing.TestUnits;
import org.junit.jupiter.api.Test;

class StreamMeterTest {
  private static final long SECOND = AccessUnit.PTS_PER_SECOND;
  private final TestUnits units = new TestUnits();
  private Instant now = Instant.parse("2026-11-26T02:00:00Z");
  private final StreamMeter meter = new StreamMeter(() -> now);

  private void take(boolean keyframe, long pts, int millis) {
    now = now.plusMillis(millis);
    AccessUnit unit = keyframe ? units.keyframe(pts, 100) : units.picture(pts, 100);
    meter.accept(unit);
    unit.release();
  }

  @Test
  void knowsNothingBeforeAnythingCame() {
    StreamSeen seen = meter.seen(now);
    assertThat(seen.lastUnitAt()).isNull();
    assertThat(seen.unitsPerSecond()).isNaN();
    assertThat(seen.keyframeSeconds()).isNaN();
  }

  @Test
  void seesPicturesThatAreSentInAnotherOrder() {
    long[] order = {0, 3, 1, 2, 6, 4, 5, 9, 7, 8, 12, 10, 11};
    for (long picture : order) {
      take(picture == 0, picture * SECOND / 25, 40);
    }
    assertThat(meter.seen(now).reordered()).isTrue();
  }

  @Test
  void measuresArrivalsAgainstTheStreamsClock() {
    for (int i = 0; i < 200; i++) {
      take(i % 50 == 0, i * SECOND / 25, i % 2 == 0 ? 10 : 70);
    }
    assertThat(meter.seen(now).jitterMillis()).isBetween(25.0, 35.0);
  }

  @Test
  void seesKeyframesThatComeInTurnsOfDifferentLength() {
    long pts = 0;
    for (int gop = 0; gop < 8; gop++) {
      int length = gop % 2 == 0 ? 25 : 100;
      for (int i = 0; i < length; i++) {
        take(i == 0, pts, 40);
        pts += SECOND / 25;
      }
    }
    assertThat(meter.seen(now).keyframeSpread()).isEqualTo(4);
  }

  @Test
  void takesNoGapBetweenConnectionsForADistanceOfKeyframes() {
    for (int i = 0; i < 101; i++) {
      take(i % 25 == 0, i * SECOND / 25, 40);
    }
    take(true, 600 * SECOND, 500_000);
    take(false, 600 * SECOND + 1, 40);
    assertThat(meter.seen(now).keyframeSeconds()).isEqualTo(1);
    assertThat(meter.seen(now).keyframeSpread()).isEqualTo(1);
  }
}
