package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.RecordedVideo.Moment;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackSessionTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Duration LEAD = PlaybackSession.LEAD;

  @TempDir private Path directory;
  private TestRecording recording;
  private final ManualPlaybackLoop loop = new ManualPlaybackLoop();
  private final FakeWatcher watcher = new FakeWatcher();
  private PlaybackSession session;
  private int closed;

  @BeforeEach
  void make() {
    recording = new TestRecording(directory);
    session =
        new PlaybackSession(
            loop,
            new RecordingCursor(recording, "gate", () -> at(100_000)),
            watcher,
            () -> closed++);
  }

  private void play(double from, int speed) {
    session.begin(at(from), speed);
    advance(0);
  }

  private void advance(double seconds) {
    loop.advance(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private Probe probe() throws IOException, InterruptedException {
    Path file = directory.resolve("watched.mp4");
    Files.write(file, watcher.bytes.toByteArray());
    return Probe.of(file);
  }

  @Test
  void atNormalSpeedItSendsTheLeadAndThenWhatIsDue() throws Exception {
    recording.add(at(0), 40);
    play(0, 1);
    assertThat(watcher.said).hasSize(1);
    assertThat(watcher.said.get(0)).startsWith("video/mp4; codecs=\"avc1.42");
    assertThat(watcher.sent()).isBetween(LEAD, LEAD.plus(seconds(0.5)));
    advance(5);
    assertThat(watcher.sent()).isBetween(LEAD.plusSeconds(5), LEAD.plus(seconds(5.5)));
    continuous();
    assertThat(watcher.moments.get(0))
        .isEqualTo(new Moment(at(0), seconds(0.4), Duration.ZERO, seconds(0.4), 1, true));
    assertThat(watcher.moments.get(1))
        .isEqualTo(new Moment(at(0.4), seconds(0.1), seconds(0.4), seconds(0.1), 1, false));

    Probe probe = probe();
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures().size() / 10.0)
        .as("10 pictures a second")
        .isEqualTo(watcher.sent().toMillis() / 1000.0);
  }

  /** The viewer's timeline has no gaps and runs as fast as it says. */
  private void continuous() {
    Duration at = watcher.moments.get(0).media();
    for (Moment moment : watcher.moments) {
      assertThat(moment.media().minus(at).abs()).isLessThan(Duration.ofNanos(50_000));
      assertThat(moment.shown().multipliedBy(moment.speed()).minus(moment.recorded()).abs())
          .isLessThan(Duration.ofNanos(400_000));
      at = FakeWatcher.end(moment);
    }
  }

  @Test
  void atFourTimesEveryPictureIsThereFourTimesAsFast() throws Exception {
    recording.add(at(0), 80);
    play(0, 4);
    advance(6);
    assertThat(watcher.sent()).isBetween(LEAD.plusSeconds(6), LEAD.plus(seconds(6.5)));
    continuous();
    Probe probe = probe();
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures().size() / 40.0)
        .as("40 pictures a second")
        .isEqualTo(watcher.sent().toMillis() / 1000.0);
  }

  @Test
  void atSixteenTimesItShowsKeyframesAlone() throws Exception {
    recording.add(at(0), 300);
    play(0, 16);
    advance(6);
    assertThat(watcher.sent()).isBetween(LEAD.plusSeconds(6), LEAD.plus(seconds(6.5)));
    assertThat(watcher.shownUpTo()).isBetween(at(128), at(136));
    continuous();
    Probe probe = probe();
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures()).as("one a group").hasSize(watcher.moments.size());
  }

  @Test
  void aPauseStopsItAndNothingIsMadeUpFor() {
    recording.add(at(0), 80);
    play(0, 1);
    advance(2);
    Duration before = watcher.sent();
    session.pause();
    advance(60);
    assertThat(watcher.sent()).isEqualTo(before);
    session.resume();
    advance(0);
    assertThat(watcher.sent().minus(before)).isLessThan(seconds(0.5));
    advance(3);
    assertThat(watcher.sent()).isBetween(LEAD.plusSeconds(5), LEAD.plus(seconds(5.5)));
  }

  @Test
  void aSeekGoesToTheKeyframeBeforeAndSaysThatItJumped() throws Exception {
    recording.add(at(0), 80);
    play(0, 1);
    advance(1);
    int before = watcher.moments.size();
    session.seek(at(20.3));
    advance(0);
    Moment jump = watcher.moments.get(before);
    assertThat(jump.at()).isEqualTo(at(20));
    assertThat(jump.jump()).isTrue();
    assertThat(watcher.moments).filteredOn(Moment::jump).hasSize(2);
    continuous();
    session.seek(at(3));
    advance(1);
    assertThat(watcher.moments).extracting(Moment::at).contains(at(3));
    continuous();
    assertThat(probe().errors()).isEmpty();
    assertThat(watcher.said).as("one format, one segment").hasSize(1);
  }

  @Test
  void whilePausedASeekShowsOnePieceOfWhereItWent() {
    recording.add(at(0), 80);
    play(0, 1);
    session.pause();
    session.seek(at(10));
    advance(5);
    Moment last = watcher.moments.get(watcher.moments.size() - 1);
    assertThat(last.at()).isEqualTo(at(10));
    assertThat(last.jump()).isTrue();
    session.resume();
    advance(1);
    assertThat(watcher.shownUpTo()).isAfter(at(12));
  }

  @Test
  void aSeekWhileItReadsIsNotForgotten() {
    recording.add(at(0), 80);
    loop.holdLoads();
    play(0, 1);
    session.seek(at(30));
    advance(0);
    loop.runLoads();
    advance(0);
    assertThat(watcher.moments).as("what was read is no longer wanted").isEmpty();
    loop.runLoads();
    advance(0);
    assertThat(watcher.moments.get(0).at()).isEqualTo(at(30));
  }

  @Test
  void anotherSpeedHoldsFromTheNextGroupOn() {
    recording.add(at(0), 300);
    play(0, 1);
    session.speed(16);
    advance(4);
    assertThat(watcher.shownUpTo()).isAfter(at(50));
    continuous();
    session.speed(2);
    advance(8);
    assertThat(watcher.moments.get(watcher.moments.size() - 1).speed()).isEqualTo(2);
    continuous();
    assertThatThrownBy(() -> session.speed(3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aViewerWhoTakesNothingStopsItAndIsNotFlooded() {
    recording.add(at(0), 300);
    play(0, 1);
    advance(1);
    Duration before = watcher.sent();
    watcher.ready = false;
    advance(30);
    assertThat(watcher.sent()).isEqualTo(before);
    watcher.ready = true;
    advance(1);
    assertThat(watcher.sent().minus(before)).isLessThan(seconds(2));
    continuous();
  }

  @Test
  void aSlowViewerAtFourTimesGetsKeyframesUntilItKeepsUp() {
    recording.add(at(0), 600);
    play(0, 4);
    for (int i = 0; i < 3; i++) {
      watcher.ready = false;
      advance(2);
      watcher.ready = true;
      advance(0.2);
    }
    int before = watcher.moments.size();
    watcher.ready = false;
    advance(2);
    watcher.ready = true;
    advance(1);
    assertThat(watcher.moments.subList(before + 1, watcher.moments.size()))
        .as("a group as one picture")
        .anyMatch(moment -> moment.recorded().equals(seconds(0.5)));
    continuous();
  }

  @Test
  void aGapIsJumpedOverWithAWord() throws Exception {
    recording.add(at(0), 4);
    recording.add(at(5_000), 40);
    play(0, 1);
    advance(4);
    assertThat(watcher.said).contains("gap " + at(2) + " " + at(5_000));
    assertThat(watcher.moments).extracting(Moment::at).contains(at(1.5), at(5_000));
    continuous();
    assertThat(probe().errors()).isEmpty();
  }

  @Test
  void whereNothingIsRecordedItBeginsAtWhatFollows() {
    recording.add(at(300), 4);
    play(0, 1);
    assertThat(watcher.said.get(0)).isEqualTo("gap " + at(0) + " " + at(300));
    assertThat(watcher.moments.get(0).at()).isEqualTo(at(300));
  }

  @Test
  void atTheEndItSaysSoAndFollowsWhatIsRecordedFromThenOn() {
    recording.add(at(0), 10);
    play(0, 8);
    advance(5);
    assertThat(watcher.shownUpTo()).isEqualTo(at(5));
    assertThat(watcher.said).containsOnlyOnce("edge");
    recording.append(4);
    advance(2);
    assertThat(watcher.shownUpTo()).isEqualTo(at(7));
    assertThat(watcher.moments.get(watcher.moments.size() - 1).speed()).isEqualTo(1);
    recording.add(at(7), 4);
    advance(3);
    assertThat(watcher.shownUpTo()).isEqualTo(at(9));
    continuous();
  }

  @Test
  void anotherResolutionBringsAnotherSegment() {
    recording.add(at(0), 4);
    recording.add(at(2), 4, TestCard.scene(96, 64), 0);
    play(0, 1);
    advance(3);
    assertThat(watcher.said).filteredOn(line -> line.startsWith("video/mp4")).hasSize(2);
  }

  @Test
  void whatIsDamagedIsLeftOut() throws IOException {
    recording.add(at(0), 4);
    RecordedSegment damaged = recording.add(at(2), 4);
    recording.add(at(4), 8);
    byte[] bytes = Files.readAllBytes(damaged.file());
    bytes[(int) damaged.fragments().get(1).offset() + 40] ^= 0x7f;
    Files.write(damaged.file(), bytes);
    play(0, 1);
    advance(5);
    assertThat(watcher.moments)
        .extracting(Moment::at)
        .contains(at(2), at(3), at(4))
        .doesNotContain(at(2.5));
    continuous();
  }

  @Test
  void onceClosedNothingComes() {
    recording.add(at(0), 40);
    play(0, 1);
    int before = watcher.moments.size();
    session.close();
    session.close();
    session.seek(at(5));
    advance(10);
    assertThat(watcher.moments).hasSize(before);
    assertThat(closed).isEqualTo(1);
  }
}
