package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gengfu.core.media.ByteSource;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingException.Reason;
import org.gengfu.core.recording.VideoFile;
import org.gengfu.core.recording.VideoFile.Stretch;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualMp4Test {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Vertx VERTX = Vertx.vertx();

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

  private VideoFile file(double from, double to) {
    return playback.file(TestRecording.CAMERA, at(from), at(to));
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  private static byte[] whole(VideoFile file) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    file.copyTo(out);
    assertThat(out.size()).isEqualTo((int) file.length());
    return out.toByteArray();
  }

  private Probe probe(VideoFile file) throws Exception {
    Path path = directory.resolve("probed-" + file.tag() + ".mp4");
    try (OutputStream out = Files.newOutputStream(path)) {
      file.copyTo(out);
    }
    return Probe.of(path);
  }

  @Test
  void aRangeOverSegmentsPlaysFromItsFirstToItsLastPicture() throws Exception {
    recording.add(at(0), 10);
    recording.add(at(5), 10);
    VideoFile file = file(0, 10);

    assertThat(file.duration()).isEqualTo(Duration.ofSeconds(10));
    assertThat(file.stretches()).containsExactly(new Stretch(Duration.ZERO, at(0), at(10)));
    assertThat(file.mimeType()).startsWith("video/mp4; codecs=\"avc1.42");
    Probe probe = probe(file);
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures()).hasSize(100);
    assertThat(probe.pictures().get(0)).isEqualTo(0);
    assertThat(probe.pictures().get(99)).isEqualTo(9.9, within(0.001));
    assertThat(probe.duration()).isEqualTo(10, within(0.001));
  }

  @Test
  void itBeginsExactlyWhereAskedThoughDecodingBeginsAtTheKeyframeBefore() throws Exception {
    recording.add(at(0), 20);
    VideoFile file = file(3.3, 6.75);

    // From the keyframe at 3.0; pictures that begin before 6.75 are in: the last one at 6.7.
    assertThat(file.duration()).isEqualTo(Duration.ofMillis(3_500));
    assertThat(file.stretches()).containsExactly(new Stretch(Duration.ZERO, at(3.3), at(6.8)));
    Probe probe = probe(file);
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures()).as("3.3 to 6.7").hasSize(35);
    assertThat(probe.pictures().get(0)).isEqualTo(0, within(0.001));
    assertThat(probe.duration()).isEqualTo(3.5, within(0.001));
    assertThat(probe.packets()).as("with the three that are only decoded").isEqualTo(38);
  }

  @Test
  void aGapIsLeftOutAndTold() throws Exception {
    recording.add(at(0), 4);
    recording.add(at(60), 4);
    VideoFile file = file(1, 61.5);

    assertThat(file.stretches())
        .containsExactly(
            new Stretch(Duration.ZERO, at(1), at(2)),
            new Stretch(Duration.ofSeconds(1), at(60), at(61.5)));
    assertThat(file.duration()).isEqualTo(Duration.ofMillis(2_500));
    Probe probe = probe(file);
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures()).hasSize(25);
    assertThat(probe.duration()).isEqualTo(2.5, within(0.001));
  }

  @Test
  void anotherResolutionIsAnotherSampleDescription() throws Exception {
    recording.add(at(0), 4);
    recording.add(at(2), 4, TestCard.scene(96, 64), 0);
    recording.add(at(4), 4);
    Probe probe = probe(file(0, 6));
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures()).hasSize(60);
    assertThat(probe.sizes()).contains("64x48").contains("96x64").hasSize(2);
  }

  @Test
  void aLongGroupThatWasCutIsOneGroup() throws Exception {
    recording.add(at(0), 6, TestCard.scene(64, 48), 1);
    // 1.3 s lies in the second fragment of the third group, which begins at 1.0.
    VideoFile file = file(1.3, 2);
    Probe probe = probe(file);
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures()).hasSize(7);
    assertThat(probe.packets()).isEqualTo(10);
  }

  @Test
  void anyRangeOfBytesIsThatSliceOfTheWhole() throws IOException {
    recording.add(at(0), 10);
    recording.add(at(5), 6, TestCard.scene(96, 64), 0);
    recording.add(at(20), 10);
    VideoFile file = file(1.2, 24);
    byte[] whole = whole(file);
    Random random = new Random(7);
    try (ByteSource.Reader reader = file.open()) {
      for (int i = 0; i < 2_000; i++) {
        int from = random.nextInt(whole.length);
        int length = 1 + random.nextInt(Math.min(whole.length - from, 1 << random.nextInt(16)));
        ByteBuffer into = ByteBuffer.allocate(length);
        reader.read(from, into);
        assertThat(into.hasRemaining()).isFalse();
        assertThat(into.array()).isEqualTo(Arrays.copyOfRange(whole, from, from + length));
      }
      ByteBuffer over = ByteBuffer.allocate(10);
      reader.read(whole.length - 4L, over);
      assertThat(over.position()).as("no more than there is").isEqualTo(4);
      reader.read(whole.length, over.clear());
      assertThat(over.position()).isZero();
    }
  }

  @Test
  void theTagTellsWhatIsInside() {
    recording.add(at(0), 10);
    String tag = file(0, 5).tag();
    assertThat(
            new Playback(VERTX, recording, new SimpleMeterRegistry(), () -> START)
                .file("gate", at(0), at(5))
                .tag())
        .as("made anew")
        .isEqualTo(tag);
    assertThat(file(0, 4).tag()).isNotEqualTo(tag);
  }

  @Test
  void whileTheRecordingGrowsAPlayerGetsOneFile() throws IOException {
    recording.add(at(0), 4);
    VideoFile first = file(0, 60);
    byte[] whole = whole(first);
    recording.append(4);
    assertThat(playback.recentFile("gate", at(0), at(60))).isSameAs(first);
    assertThat(whole(first)).isEqualTo(whole);
    VideoFile later = file(0, 61);
    assertThat(later.duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(later.tag()).isNotEqualTo(first.tag());
  }

  @Test
  void whatCannotBeReadIsLeftOut() throws Exception {
    recording.add(at(0), 4);
    RecordedSegment damaged = recording.add(at(2), 4);
    RecordedSegment gone = recording.add(at(4), 4);
    recording.add(at(6), 4);
    byte[] bytes = Files.readAllBytes(damaged.file());
    // The third fragment of the second file is overwritten, the third file deleted.
    Arrays.fill(bytes, (int) damaged.fragments().get(2).offset(), bytes.length, (byte) 0x55);
    Files.write(damaged.file(), bytes);
    Files.delete(gone.file());

    VideoFile file = file(0, 8);
    assertThat(file.stretches())
        .containsExactly(
            new Stretch(Duration.ZERO, at(0), at(3)),
            new Stretch(Duration.ofSeconds(3), at(6), at(8)));
    assertThat(probe(file).errors()).isEmpty();
  }

  @Test
  void oneThatIsDeletedWhileItIsReadFailsAndIsNotMadeUp() throws IOException {
    RecordedSegment first = recording.add(at(0), 4);
    RecordedSegment second = recording.add(at(2), 4);
    VideoFile file = file(0, 4);
    try (ByteSource.Reader reader = file.open()) {
      Files.delete(first.file());
      Files.delete(second.file());
      reader.read(file.length() / 2 - 100, ByteBuffer.allocate(10)); // open already
      assertThatThrownBy(() -> reader.read(file.length() - 10, ByteBuffer.allocate(10)))
          .isInstanceOf(NoSuchFileException.class);
    }
    assertThatThrownBy(file::open).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void refusesWithAReason() {
    recording.add(at(10), 4);
    assertThat(reason(0, 5)).isEqualTo(Reason.NOTHING);
    assertThat(reason(20, 25)).isEqualTo(Reason.NOTHING);
    assertThat(reason(5, 5)).isEqualTo(Reason.TOO_LONG);
    assertThat(reason(0, 86_400.001)).isEqualTo(Reason.TOO_LONG);
    assertThat(file(0, 86_400).duration()).isEqualTo(Duration.ofSeconds(2));
  }

  private Reason reason(double from, double to) {
    try {
      file(from, to);
      throw new AssertionError("given");
    } catch (RecordingException e) {
      return e.reason();
    }
  }

  @Test
  void aTimelineHasSpansGapsAndBytes() {
    RecordedSegment first = recording.add(at(0), 4);
    recording.add(at(2), 4);
    RecordedSegment larger = recording.add(at(4), 4, TestCard.scene(96, 64), 0);
    recording.add(at(60), 4);
    var timeline = playback.timeline("gate", at(0.6), at(100));
    assertThat(timeline.spans())
        .extracting(span -> List.of(span.from(), span.to(), span.width()))
        .containsExactly(
            List.of(at(0.6), at(4), 64), List.of(at(4), at(6), 96), List.of(at(60), at(62), 64));
    assertThat(timeline.gaps())
        .extracting(gap -> List.of(gap.from(), gap.to()))
        .containsExactly(List.of(at(6), at(60)), List.of(at(62), at(100)));
    assertThat(timeline.spans().get(1).bytes())
        .isEqualTo(larger.segment().bytes() - larger.segment().headerBytes());
    assertThat(timeline.spans().get(0).bytes())
        .as("without the first group of the first segment")
        .isEqualTo(
            2 * (first.segment().bytes() - first.segment().headerBytes())
                - first.fragments().get(0).bytes());
  }
}
