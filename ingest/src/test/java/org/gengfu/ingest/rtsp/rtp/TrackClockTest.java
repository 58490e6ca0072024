package org.gengfu.ingest.rtsp.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Video at 90 kHz, audio at 8 kHz, whose RTP clocks begin anywhere. */
class TrackClockTest {
  private static final long MILLI = 1_000_000L;
  private static final int VIDEO_BASE = 0xffff_f000;
  private static final int AUDIO_BASE = 12_345;
  private static final long NTP_BASE = 3_980_000_000L;

  private final StreamClock video = new StreamClock(500_000, 90_000);
  private final SenderClock videoReports = new SenderClock();
  private final SenderClock audioReports = new SenderClock();
  private final TrackClock audio = new TrackClock(video, videoReports, 90_000, audioReports, 8_000);

  private void picture(int millis) {
    video.pts(VIDEO_BASE + millis * 90, millis * MILLI);
  }

  private long sound(int millis, int arrivalMillis) {
    return audio.pts(AUDIO_BASE + millis * 8, arrivalMillis * MILLI);
  }

  /** Both tracks' reports: their sound was taken so much later than its own zero says. */
  private void reports(int seconds, int audioLagMillis) {
    long ntp = (NTP_BASE + seconds) << 32;
    videoReports.report(ntp, VIDEO_BASE + seconds * 90_000, Instant.EPOCH);
    audioReports.report(ntp, AUDIO_BASE + (seconds * 1000 - audioLagMillis) * 8, Instant.EPOCH);
  }

  @Test
  void leavesOutWhatComesBeforeTheFirstPicture() {
    assertThat(sound(0, 0)).isEqualTo(TrackClock.LEAVE_OUT);
    picture(20);
    assertThat(sound(20, 20)).isEqualTo(500_000);
  }

  @Test
  void goesByArrivalUntilReportsAreThereAndIsNotMovedByUnevenArrival() {
    picture(0);
    assertThat(sound(0, 30)).isEqualTo(500_000 + 30 * 90);
    assertThat(sound(20, 300)).isEqualTo(500_000 + 50 * 90);
    picture(400);
    assertThat(sound(40, 410)).isEqualTo(500_000 + 70 * 90);
  }

  @Test
  void alignsByTheReportsAtOnceWhenTheyCome() {
    picture(0);
    sound(0, 300);
    picture(1000);
    reports(1, 0);
    assertThat(sound(1000, 1300)).isEqualTo(500_000 + 1000 * 90);
  }

  @Test
  void spreadsASmallCorrectionAndMakesALargeOneAtOnce() {
    picture(0);
    reports(0, 0);
    sound(0, 0);
    reports(0, 64);
    assertThat(sound(20, 20)).isEqualTo(500_000 + 21 * 90);
    reports(0, 500);
    assertThat(sound(40, 40)).isEqualTo(500_000 + 540 * 90);
  }

  @Test
  void leavesOutWhatACorrectionPutsBeforeWhatWasGiven() {
    picture(0);
    reports(0, 500);
    assertThat(sound(0, 0)).isEqualTo(500_000 + 500 * 90);
    reports(0, 0);
    assertThat(sound(20, 20)).isEqualTo(TrackClock.LEAVE_OUT);
    assertThat(sound(520, 520)).isEqualTo(500_000 + 520 * 90);
  }

  @Test
  void doesNotBelieveReportsThatContradictArrival() {
    picture(0);
    reports(0, 10_001);
    assertThat(sound(0, 0)).isEqualTo(500_000);
  }

  @Test
  void goesOnOverAWrapAndAfterARestartOfItsTimestamps() {
    picture(0);
    sound(0, 0);
    picture(60_000);
    audio.pts(AUDIO_BASE + 0x7fff_0000, 60_000 * MILLI);
    assertThat(audio.pts(AUDIO_BASE + 0x7fff_0000 + 160, 60_020 * MILLI))
        .isEqualTo(500_000 + 60_020 * 90);
  }
}
