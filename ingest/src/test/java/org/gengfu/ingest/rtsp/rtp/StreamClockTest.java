package org.gengfu.ingest.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamClockTest {
  private static final int RATE = 90_000;
  private static final int PICTURE = RATE / 25;
  private static final long PICTURE_NANOS = 40_000_000L;
  private static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  private final StreamClock clock = new StreamClock(0, RATE);

  @Test
  void goesOnWhenTheTimestampWraps() {
    assertThat(clock.pts(0xffffff00, 0)).isZero();
    assertThat(clock.pts(0xffffff00 + PICTURE, PICTURE_NANOS)).isEqualTo(PICTURE);
    assertThat(clock.pts(0xffffff00 + 2 * PICTURE, 2 * PICTURE_NANOS)).isEqualTo(2 * PICTURE);
  }

  @Test
  void goesOnWhereTheStreamBeforeItEnded() {
    assertThat(new StreamClock(12_345, RATE).pts(99, 0)).isEqualTo(12_345);
  }

  @Test
  void replacesAJumpByTheTimeThatHasPassed() {
    clock.pts(0, 0);
    assertThat(clock.pts(2_000_000_000, PICTURE_NANOS)).isEqualTo(PICTURE);
    assertThat(clock.pts(2_000_000_000 + PICTURE, 2 * PICTURE_NANOS)).isEqualTo(2 * PICTURE);
    assertThat(clock.pts(0, 3 * PICTURE_NANOS)).isEqualTo(3 * PICTURE);
  }

  @Test
  void takesAJumpUpToTheLimitAsItIs() {
    int limit = (int) StreamClock.MAX_JUMP_SECONDS * RATE;
    clock.pts(0, 0);
    assertThat(clock.pts(limit, 0)).isEqualTo(limit);
    assertThat(clock.pts(2 * limit + 1, 0)).isEqualTo(limit + 1);
  }

  @Test
  void scalesAnotherClockRate() {
    StreamClock slow = new StreamClock(0, 45_000);
    slow.pts(0, 0);
    assertThat(slow.pts(45_000, 1_000_000_000L)).isEqualTo(RATE);
  }

  @Test
  void findsTheWallClockBehindDelays() {
    // Every fourth picture comes without delay, the others up to 90 ms late.
    Instant told = NOON;
    for (int n = 0; n < 200; n++) {
      Instant taken = NOON.plusMillis(40L * n);
      told = clock.wallClock((long) n * PICTURE, taken.plusMillis(n % 4 * 30L));
      assertThat(told).isBetween(taken, taken.plusMillis(n < 4 ? 90 : 10));
    }
  }

  @Test
  void neverGoesBackWhileABurstPullsTheEstimateBack() {
    // Two seconds of pictures that the camera had kept arrive at once.
    Instant before = Instant.EPOCH;
    for (int n = 0; n < 50; n++) {
      Instant told = clock.wallClock((long) n * PICTURE, NOON);
      assertThat(told).isAfter(before);
      before = told;
    }
    assertThat(before).isBetween(NOON, NOON.plusMillis(60));
  }

  @Test
  void followsAClockThatDrifts() {
    // The camera's clock loses 200 parts per million, for ten minutes.
    Instant arrival = NOON;
    Instant told = NOON;
    for (int n = 0; n < 15_000; n++) {
      arrival = NOON.plusNanos((long) (n * 40_000_000L * 1.0002));
      told = clock.wallClock((long) n * PICTURE, arrival);
    }
    assertThat(Duration.between(told, arrival)).isLessThan(Duration.ofMillis(5));
  }

  @Test
  void followsAWallClockThatIsSet() {
    clock.wallClock(0, NOON);
    Instant later = NOON.plusSeconds(3600);
    assertThat(clock.wallClock(PICTURE, later)).isEqualTo(later);
    assertThat(clock.wallClock(2 * PICTURE, NOON)).isEqualTo(NOON);
  }
}
