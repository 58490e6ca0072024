package org.gengfu.ingest.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival.AFTER_GAP;
import static org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival.FRESH;
import static org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival.NEXT;
import static org.gengfu.ingest.rtsp.rtp.RtpSource.Arrival.STRAY;

import org.junit.jupiter.api.Test;

class RtpSourceTest {
  private static final int CAMERA = 7;
  private static final int OTHER = 8;

  private final RtpSource source = new RtpSource(null);

  @Test
  void countsWhatIsMissingAcrossTheWrap() {
    assertThat(source.accept(CAMERA, 65_534)).isEqualTo(FRESH);
    assertThat(source.accept(CAMERA, 65_535)).isEqualTo(NEXT);
    assertThat(source.accept(CAMERA, 0)).isEqualTo(NEXT);
    assertThat(source.accept(CAMERA, 4)).isEqualTo(AFTER_GAP);
    assertThat(source.lost()).isEqualTo(3);
    assertThat(source.extendedSequence()).isEqualTo(65_536 + 4);
    assertThat(source.expected()).isEqualTo(7);
    assertThat(source.received()).isEqualTo(4);
  }

  @Test
  void leavesOutRepetitionsAndLatecomers() {
    source.accept(CAMERA, 1000);
    assertThat(source.accept(CAMERA, 1000)).isEqualTo(STRAY);
    assertThat(source.accept(CAMERA, 1000 - RtpSource.MAX_LATE + 1)).isEqualTo(STRAY);
    assertThat(source.accept(CAMERA, 1001)).isEqualTo(NEXT);
    assertThat(source.lost()).isZero();
  }

  @Test
  void takesAJumpPastTheLimitForANewBeginning() {
    source.accept(CAMERA, 0);
    assertThat(source.accept(CAMERA, RtpSource.MAX_GAP)).isEqualTo(AFTER_GAP);
    assertThat(source.lost()).isEqualTo(RtpSource.MAX_GAP - 1);
    assertThat(source.accept(CAMERA, 2 * RtpSource.MAX_GAP + 1)).isEqualTo(FRESH);
    assertThat(source.lost()).isEqualTo(RtpSource.MAX_GAP - 1);
  }

  @Test
  void believesAnotherSourceAfterTwoPacketsInARow() {
    source.accept(CAMERA, 1);
    assertThat(source.accept(OTHER, 500)).isEqualTo(STRAY);
    assertThat(source.accept(CAMERA, 2)).isEqualTo(NEXT);
    assertThat(source.accept(OTHER, 501)).isEqualTo(STRAY);
    assertThat(source.accept(OTHER, 502)).isEqualTo(FRESH);
    assertThat(source.ssrc()).isEqualTo(OTHER);
    assertThat(source.accept(OTHER, 503)).isEqualTo(NEXT);
  }

  @Test
  void prefersTheSourceThatSetupAnnounced() {
    RtpSource announced = new RtpSource(CAMERA);
    assertThat(announced.accept(OTHER, 500)).isEqualTo(FRESH);
    assertThat(announced.accept(CAMERA, 1)).isEqualTo(FRESH);
    for (int n = 1; n < RtpSource.PROBATION_AGAINST_ANNOUNCED; n++) {
      assertThat(announced.accept(OTHER, 500 + n)).isEqualTo(STRAY);
    }
    assertThat(announced.accept(OTHER, 500 + RtpSource.PROBATION_AGAINST_ANNOUNCED))
        .isEqualTo(FRESH);
  }
}
