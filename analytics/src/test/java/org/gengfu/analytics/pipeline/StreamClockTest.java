package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.junit.jupiter.api.Test;

class StreamClockTest {
  private static final VideoFormat FORMAT =
      new VideoFormat(Codec.H264, 64, 64, new byte[] {1, 66, 0, 30});
  private final StreamClock clock = new StreamClock();

  @Test
  void beginsWithTheWallClock() {
    assertThat(at(5, 1000)).isEqualTo(1000);
  }

  @Test
  void followsPresentationTimeNotArrival() {
    at(0, 1000);
    assertThat(at(2, 1003.5)).isEqualTo(1002);
    assertThat(at(4, 1004)).isEqualTo(1004);
  }

  @Test
  void newConnectionIsBridgedByTheWallClock() {
    at(0, 1000);
    at(100, 1100);
    assertThat(at(0, 1160)).as("presentation time began anew").isEqualTo(1160);
    assertThat(at(2, 1162)).isEqualTo(1162);
  }

  @Test
  void newConnectionWhoseTimeIsLargerIsBridgedToo() {
    at(0, 1000);
    assertThat(at(1, 1060)).isEqualTo(1060);
  }

  @Test
  void neverRunsBack() {
    at(10, 1000);
    assertThat(at(8, 998)).isEqualTo(1000);
    assertThat(at(10, 1000)).isEqualTo(1002);
  }

  @Test
  void absurdJumpsAreNotFollowed() {
    at(0, 1000);
    assertThat(at(9e12, 1002)).isEqualTo(1002);
  }

  /** Stream time in seconds of a unit with this presentation time and wall clock. */
  private double at(double ptsSeconds, double wallSeconds) {
    AccessUnit unit =
        new AccessUnit(
            FORMAT,
            (long) (ptsSeconds * AccessUnit.PTS_PER_SECOND),
            Instant.ofEpochMilli(Math.round(wallSeconds * 1000)),
            true,
            ByteBuffer.allocateDirect(AccessUnit.PADDING).limit(0),
            () -> {});
    long nanos = clock.nanos(unit);
    unit.release();
    return nanos / 1e9;
  }
}
