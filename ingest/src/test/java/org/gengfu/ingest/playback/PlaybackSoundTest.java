package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a viewer hears: a tone begins at every full second of the recording. */
class PlaybackSoundTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final String HEARD = ",mp4a.40.2\"";

  /** A unit of AAC, half of it where silence begins or ends, and what its window smears. */
  private static final double NEAR = 0.13;

  @TempDir private Path directory;
  private TestRecording recording;
  private final ManualPlaybackLoop loop = new ManualPlaybackLoop();
  private final FakeWatcher watcher = new FakeWatcher();
  private PlaybackSession session;

  @BeforeEach
  void make() {
    recording = new TestRecording(directory);
    session =
        new PlaybackSession(
            loop, new RecordingCursor(recording, "gate", () -> at(100_000)), watcher, () -> {});
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  private Tape aac(int seconds) throws Exception {
    return Tape.aac(directory, START, seconds).late(Duration.ofMillis(100));
  }

  private void play(double from, int speed) {
    session.begin(at(from), speed);
    advance(0);
  }

  private void advance(double seconds) {
    loop.advance(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /** What was sent behind one of the initialisation segments. */
  private Path sent(int segment) throws IOException {
    byte[] all = watcher.bytes.toByteArray();
    boolean last = segment + 1 == watcher.started.size();
    int end = last ? all.length : watcher.started.get(segment + 1);
    Path file = directory.resolve("watched-" + segment + ".mp4");
    Files.write(file, Arrays.copyOfRange(all, watcher.started.get(segment), end));
    return file;
  }

  private List<String> types() {
    return watcher.said.stream().filter(line -> line.startsWith("video/mp4")).toList();
  }

  /** That one segment's fragments play without a complaint, with tones at these times. */
  private HeardFile sounds(int segment, double... bursts) throws Exception {
    assertThat(types().get(segment)).endsWith(HEARD);
    HeardFile heard = HeardFile.of(sent(segment));
    assertThat(heard.errors()).isEmpty();
    assertThat(heard.bursts()).as(heard.toString()).hasSizeGreaterThanOrEqualTo(bursts.length);
    for (int i = 0; i < bursts.length; i++) {
      assertThat(heard.bursts().get(i)).as(heard.toString()).isEqualTo(bursts[i], within(NEAR));
    }
    withoutGaps(segment);
    return heard;
  }

  /** Each unit of sound begins where the one before has ended: browsers stop at gaps. */
  private void withoutGaps(int segment) throws Exception {
    String said =
        Probe.run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "a",
            "-show_entries",
            "packet=pts,duration",
            "-of",
            "csv=p=0",
            sent(segment).toString());
    long end = -1;
    for (String line : said.strip().split("\n", -1)) {
      String[] words = line.split(",", -1);
      long at = Long.parseLong(words[0]);
      assertThat(at).isEqualTo(end < 0 ? at : end);
      end = at + Long.parseLong(words[1]);
    }
  }

  @Test
  void comesAtNormalSpeedOverTheEndOfASegment() throws Exception {
    Tape tape = aac(20);
    recording.addWithSound(at(0), 10, tape);
    recording.addWithSound(at(5), 20, tape);
    play(0, 1);
    advance(9);
    assertThat(types()).hasSize(1);
    HeardFile heard = sounds(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    assertThat(heard.heardSeconds())
        .as("no more than half a second behind the pictures")
        .isBetween(
            watcher.sent().toMillis() / 1000.0 - 0.6, watcher.sent().toMillis() / 1000.0 + 0.1);
  }

  @Test
  void goesOnInSilenceWhereNoneWasRecordedAndOverGaps() throws Exception {
    Tape tape = aac(80);
    recording.add(at(0), 8);
    recording.addWithSound(at(4), 6, tape);
    recording.add(at(7), 6);
    recording.addWithSound(at(60), 20, tape);
    play(0, 1);
    advance(16);
    assertThat(types()).hasSize(2);
    assertThat(types().get(0)).doesNotContain(",");
    // From 4 s on: 4, 5, 6; nothing until 10; then what was recorded a minute later.
    sounds(1, 0, 1, 2, 6, 7, 8, 9);
  }

  @Test
  void isThereAtNormalSpeedAlone() throws Exception {
    recording.addWithSound(at(0), 200, aac(110));
    play(0, 2);
    advance(2);
    session.speed(1);
    session.seek(at(20));
    advance(4);
    session.speed(16);
    session.seek(at(30));
    advance(2);
    session.speed(1);
    session.seek(at(80));
    advance(3);
    assertThat(types().stream().map(type -> type.endsWith(HEARD)))
        .containsExactly(false, true, false, true);
    sounds(1, 0, 1, 2, 3, 4);
    sounds(3, 0, 1, 2, 3);
    assertThat(HeardFile.tracks(sent(2))).isZero();
  }

  @Test
  void afterASeekItGoesOnWhereThePicturesDo() throws Exception {
    recording.addWithSound(at(0), 200, aac(110));
    play(0, 1);
    advance(1);
    session.seek(at(50));
    advance(3);
    assertThat(types()).hasSize(1);
    double jumped =
        watcher.moments.stream()
                .filter(moment -> moment.at().equals(at(50)))
                .findFirst()
                .orElseThrow()
                .media()
                .toMillis()
            / 1000.0;
    HeardFile heard = HeardFile.of(sent(0));
    withoutGaps(0);
    List<Double> after = heard.bursts().stream().filter(burst -> burst > jumped - 0.05).toList();
    assertThat(after).as("%s, jumped at %s", heard, jumped).hasSizeGreaterThanOrEqualTo(4);
    for (int n = 0; n < 4; n++) {
      assertThat(after.get(n)).isEqualTo(jumped + n, within(NEAR));
    }
  }

  @Test
  void saysWhereItCannotBeHeard() throws Exception {
    recording.addWithSound(at(0), 8, Tape.aLaw(START, 20));
    recording.add(at(4), 4);
    recording.addWithSound(at(6), 20, aac(20));
    play(0, 1);
    advance(9);
    assertThat(watcher.said.get(0)).isEqualTo("silent PCMA");
    assertThat(watcher.said).contains("silent null");
    assertThat(Stream.of(0, 1).map(n -> types().get(n).endsWith(HEARD)))
        .containsExactly(false, true);
    sounds(1, 0, 1, 2);
  }
}
