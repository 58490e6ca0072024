package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.ByteSource;
import org.gengfu.core.recording.VideoFile;
import org.gengfu.core.recording.VideoFile.Sound;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with sound, as FFmpeg hears them: a tone begins at every full second of the recording. */
class VirtualMp4SoundTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Vertx VERTX = Vertx.vertx();

  /** A unit of AAC, half of it where silence begins or ends, and what its window smears. */
  private static final double NEAR = 0.13;

  @TempDir private Path directory;
  private TestRecording recording;
  private Playback playback;

  @BeforeEach
  void make() {
    recording = new TestRecording(directory);
    playback = new Playback(VERTX, recording, new SimpleMeterRegistry(), () -> START);
  }

  @AfterAll
  static void closeVertx() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  private Tape aac(int seconds) throws Exception {
    return Tape.aac(directory, START, seconds).late(Duration.ofMillis(100));
  }

  private VideoFile file(double from, double to) {
    return playback.file(TestRecording.CAMERA, at(from), at(to));
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  private Path stored(VideoFile file) throws IOException {
    Path path = directory.resolve("heard-" + file.tag() + ".mp4");
    try (OutputStream out = Files.newOutputStream(path)) {
      file.copyTo(out);
    }
    return path;
  }

  /** That it plays without a complaint, with both tracks equally long, and a tone at each time. */
  private void sounds(VideoFile file, double... bursts) throws Exception {
    HeardFile heard = HeardFile.of(stored(file));
    assertThat(heard.errors()).isEmpty();
    double seconds = file.duration().toMillis() / 1000.0;
    assertThat(heard.pictureSeconds()).isEqualTo(seconds, within(0.001));
    assertThat(heard.soundSeconds()).isEqualTo(seconds, within(0.07));
    assertThat(heard.heardSeconds()).isEqualTo(seconds, within(0.07));
    assertThat(heard.bursts()).as(heard.toString()).hasSize(bursts.length);
    for (int i = 0; i < bursts.length; i++) {
      assertThat(heard.bursts().get(i)).as(heard.toString()).isEqualTo(bursts[i], within(NEAR));
    }
  }

  @Test
  void goesOnOverTheEndOfASegment() throws Exception {
    Tape tape = aac(12);
    recording.addWithSound(at(0), 10, tape);
    recording.addWithSound(at(5), 10, tape);
    VideoFile file = file(0, 10);
    assertThat(file.mimeType()).endsWith(",mp4a.40.2\"");
    Sound sound = Objects.requireNonNull(file.sound());
    assertThat(sound.format()).isEqualTo(Tape.AAC);
    assertThat(sound.mixed()).isFalse();
    assertThat(sound.heard()).isBetween(Duration.ofMillis(9_700), Duration.ofSeconds(10));
    sounds(file, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
  }

  @Test
  void beginsAndEndsWithThePicturesThatAreShown() throws Exception {
    recording.addWithSound(at(0), 20, aac(12));
    VideoFile file = file(3.3, 6.75);
    assertThat(file.duration()).isEqualTo(Duration.ofMillis(3_500));
    sounds(file, 0.7, 1.7, 2.7);
  }

  @Test
  void whatComesWithPicturesBehindTheEndIsNotLost() throws Exception {
    recording.addWithSound(at(0), 20, Tape.aLaw(START, 12).late(Duration.ofMillis(400)));
    VideoFile file = file(0.5, 4.4);
    assertThat(Objects.requireNonNull(file.sound()).heard()).isEqualTo(Duration.ofMillis(3_900));
    sounds(file, 0.5, 1.5, 2.5, 3.5);
  }

  @Test
  void gapsAreLeftOutOfBoth() throws Exception {
    Tape tape = aac(70);
    recording.addWithSound(at(0), 5, tape);
    recording.addWithSound(at(60), 5, tape);
    VideoFile file = file(0, 70);
    assertThat(file.duration()).isEqualTo(Duration.ofSeconds(5));
    // 60 s is shown at 2.5 s.
    sounds(file, 0, 1, 2, 2.5, 3.5, 4.5);
  }

  @Test
  void isSilentWhereNoneWasRecorded() throws Exception {
    Tape tape = aac(20).without(11.8, 12.8);
    recording.add(at(0), 4);
    recording.addWithSound(at(2), 6, tape);
    recording.add(at(5), 10);
    recording.addWithSound(at(10), 10, tape);
    VideoFile file = file(0.2, 15);
    assertThat(Objects.requireNonNull(file.sound()).heard())
        .isBetween(Duration.ofMillis(6_500), Duration.ofMillis(7_100));
    sounds(file, 1.8, 2.8, 3.8, 9.8, 10.8, 12.8, 13.8);
  }

  @Test
  void hasTheFormatThatWasRecordedForLongest() throws Exception {
    Tape other = Tape.aLaw(START, 20);
    recording.addWithSound(at(0), 8, aac(20));
    recording.addWithSound(at(4), 12, other);
    VideoFile file = file(0, 10);
    Sound sound = Objects.requireNonNull(file.sound());
    assertThat(sound.format()).isEqualTo(Tape.A_LAW);
    assertThat(sound.mixed()).isTrue();
    assertThat(file.mimeType()).endsWith(",alaw\"");
    sounds(file, 4, 5, 6, 7, 8, 9);

    VideoFile early = file(0, 6);
    assertThat(Objects.requireNonNull(early.sound()).format()).isEqualTo(Tape.AAC);
    sounds(early, 0, 1, 2, 3);
  }

  @Test
  void everySampleOfG711StandsWhereItBelongs() throws Exception {
    Tape tape = Tape.aLaw(START, 20).without(3, 4);
    recording.addWithSound(at(0), 10, tape);
    recording.addWithSound(at(5), 10, tape);
    HeardFile heard = HeardFile.of(stored(file(0.25, 10)));
    assertThat(heard.errors()).isEmpty();
    assertThat(heard.soundSeconds()).isEqualTo(9.75, within(0.001));
    List<Double> bursts = List.of(0.75, 1.75, 3.75, 4.75, 5.75, 6.75, 7.75, 8.75);
    assertThat(heard.bursts()).hasSameSizeAs(bursts);
    for (int i = 0; i < bursts.size(); i++) {
      assertThat(heard.bursts().get(i)).isEqualTo(bursts.get(i), within(0.002));
    }
  }

  @Test
  void itsTablesLeadToEverySample() throws Exception {
    Tape tape = Tape.aLaw(START, 20).without(1, 2);
    recording.addWithSound(at(0), 6, tape);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file(0, 3).copyTo(out);
    ByteBuffer whole = ByteBuffer.wrap(out.toByteArray());
    Map<String, ByteBuffer> boxes = new HashMap<>();
    soundBoxes(whole, boxes);

    // Version 1 has times of eight bytes.
    assertThat(box(boxes, "mdhd").getInt(20)).isEqualTo(8_000);
    assertThat(box(boxes, "mdhd").getLong(24)).isEqualTo(24_000);
    ByteBuffer stts = box(boxes, "stts");
    assertThat(List.of(stts.getInt(4), stts.getInt(8), stts.getInt(12)))
        .containsExactly(1, 24_000, 1);
    ByteBuffer stsz = box(boxes, "stsz");
    assertThat(List.of(stsz.getInt(4), stsz.getInt(8))).containsExactly(1, 24_000);
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    ByteBuffer stsc = box(boxes, "stsc");
    ByteBuffer co64 = box(boxes, "co64");
    int run = 0;
    for (int chunk = 1; chunk <= co64.getInt(4); chunk++) {
      if (run + 1 < stsc.getInt(4) && stsc.getInt(8 + 12 * (run + 1)) == chunk) {
        run++;
      }
      byte[] bytes = new byte[stsc.getInt(12 + 12 * run)];
      whole.get((int) co64.getLong(8 * chunk), bytes);
      heard.writeBytes(bytes);
    }
    ByteArrayOutputStream recorded = new ByteArrayOutputStream();
    byte[] silence = new byte[8_000];
    Arrays.fill(silence, (byte) 0xd5);
    tape.between(0, 90_000).forEach(unit -> recorded.writeBytes(bytes(unit)));
    recorded.writeBytes(silence);
    tape.between(180_000, 270_000).forEach(unit -> recorded.writeBytes(bytes(unit)));
    assertThat(heard.toByteArray()).isEqualTo(recorded.toByteArray());
  }

  private static byte[] bytes(AudioUnit unit) {
    byte[] bytes = new byte[unit.size()];
    unit.bytes().get(bytes);
    return bytes;
  }

  private static ByteBuffer box(Map<String, ByteBuffer> boxes, String type) {
    return Objects.requireNonNull(boxes.get(type));
  }

  /** The boxes of the last track, by type. */
  private static void soundBoxes(ByteBuffer in, Map<String, ByteBuffer> boxes)
      throws DamagedSegmentException {
    BoxReader.each(
        in,
        (type, content) -> {
          boxes.put(type, content);
          if (Set.of("moov", "trak", "mdia", "minf", "stbl").contains(type)) {
            soundBoxes(content, boxes);
          }
        });
  }

  @Test
  void staysWithThePicturesThoughItsClockIsAnother() throws Exception {
    recording.addWithSound(at(0), 80, aac(50).faster(1.02));
    // After 40 s it would be 0.8 s away.
    HeardFile fast = HeardFile.of(stored(file(0, 40)));
    assertThat(fast.errors()).isEmpty();
    assertThat(fast.bursts().get(fast.bursts().size() - 1) * 1.02)
        .isEqualTo(Math.rint(fast.bursts().get(fast.bursts().size() - 1) * 1.02), within(0.2));
    assertThat(fast.heardSeconds()).isEqualTo(40, within(0.07));
  }

  @Test
  void withoutAnyThereIsNoTrack() throws Exception {
    recording.add(at(0), 4);
    recording.addWithSound(at(2), 4, aac(10).without(0, 100));
    VideoFile file = file(0, 4);
    assertThat(file.sound()).isNull();
    assertThat(HeardFile.tracks(stored(file))).isZero();
    assertThat(file.mimeType()).doesNotContain(",");
  }

  @Test
  void anyRangeOfBytesIsThatSliceOfTheWhole() throws Exception {
    Tape tape = Tape.aLaw(START, 30).without(3, 4);
    recording.addWithSound(at(0), 10, tape);
    recording.add(at(5), 4);
    recording.addWithSound(at(9), 10, tape);
    VideoFile file = file(0.7, 13);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.copyTo(out);
    byte[] whole = out.toByteArray();
    assertThat(whole.length).isEqualTo((int) file.length());
    Random random = new Random(11);
    try (ByteSource.Reader reader = file.open()) {
      for (int i = 0; i < 1_000; i++) {
        int from = random.nextInt(whole.length);
        int length = 1 + random.nextInt(Math.min(whole.length - from, 1 << random.nextInt(16)));
        ByteBuffer into = ByteBuffer.allocate(length);
        reader.read(from, into);
        assertThat(into.array()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
      }
    }
  }
}
