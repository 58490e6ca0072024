package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.RecordedUnits;
import org.gengfu.simulator.clip.Gop;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnitReaderTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path directory;
  private final Vertx vertx = Vertx.vertx();
  private TestRecording recording;
  private Playback playback;

  private record Seen(Instant at, long pts, boolean keyframe, int size) {}

  @BeforeEach
  void make() {
    recording = new TestRecording(directory);
    playback =
        new Playback(vertx, recording, new SimpleMeterRegistry(), () -> START.plusSeconds(1000));
  }

  @AfterEach
  void close() {
    vertx.close();
  }

  private List<List<Seen>> read(double from, double to, boolean keyframesOnly) {
    List<List<Seen>> groups = new ArrayList<>();
    try (RecordedUnits.Reader reader =
        playback.read(TestRecording.CAMERA, at(from), at(to), keyframesOnly)) {
      List<AccessUnit> units = reader.next();
      while (!units.isEmpty()) {
        groups.add(
            units.stream()
                .map(one -> new Seen(one.wallClock(), one.pts(), one.keyframe(), one.size()))
                .toList());
        units.forEach(AccessUnit::release);
        units = reader.next();
      }
      assertThat(reader.next()).as("stays at the end").isEmpty();
    }
    return groups;
  }

  private static Instant at(double seconds) {
    return START.plusMillis(Math.round(seconds * 1000));
  }

  @Test
  void givesEveryPictureAsItWasRecorded() {
    recording.add(at(0), 4);
    List<List<Seen>> groups = read(0, 100, false);
    assertThat(groups).hasSize(4).allSatisfy(group -> assertThat(group).hasSize(5));
    List<Seen> second = groups.get(1);
    assertThat(second.get(0).keyframe()).isTrue();
    assertThat(second.get(1).keyframe()).isFalse();
    assertThat(second.get(2).at()).isEqualTo(at(0.7));
    assertThat(second.get(2).pts()).isEqualTo(7 * TestRecording.PICTURE_UNITS);
    Gop gop = TestCard.scene(64, 48).gop(1);
    assertThat(second.get(2).size())
        .isEqualTo(gop.pictures().get(2).size() + 4 * gop.pictures().get(2).nals().size());
  }

  @Test
  void bytesStayAndAreFollowedByPaddingUntilTheyAreReleased() {
    recording.add(at(0), 6);
    try (RecordedUnits.Reader reader = playback.read(TestRecording.CAMERA, at(0), at(9), false)) {
      List<List<AccessUnit>> all = new ArrayList<>();
      for (List<AccessUnit> units = reader.next(); !units.isEmpty(); units = reader.next()) {
        all.add(units);
      }
      for (int g = 0; g < all.size(); g++) {
        for (int i = 0; i < all.get(g).size(); i++) {
          var picture = TestCard.scene(64, 48).gop(g).pictures().get(i);
          ByteBuffer bytes = all.get(g).get(i).bytes();
          byte[] nal = picture.nals().get(0);
          assertThat(bytes.getInt()).isEqualTo(nal.length);
          byte[] read = new byte[nal.length];
          bytes.get(read);
          assertThat(read).isEqualTo(nal);
          ByteBuffer whole = all.get(g).get(i).bytes();
          assertThat(whole.isDirect()).isTrue();
          int end = whole.limit();
          whole.limit(end + AccessUnit.PADDING);
          for (int p = 0; p < AccessUnit.PADDING; p++) {
            assertThat(whole.get(end + p)).isZero();
          }
        }
      }
      AccessUnit first = all.get(0).get(0);
      all.forEach(units -> units.forEach(AccessUnit::release));
      assertThatThrownBy(first::bytes).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void keyframesAloneAreGivenWithTheirTimes() {
    recording.add(at(0), 4);
    List<List<Seen>> groups = read(0, 100, true);
    assertThat(groups).hasSize(4).allSatisfy(group -> assertThat(group).hasSize(1));
    assertThat(groups.stream().map(group -> group.get(0).at()))
        .containsExactly(at(0), at(0.5), at(1), at(1.5));
    assertThat(groups).allSatisfy(group -> assertThat(group.get(0).keyframe()).isTrue());
    assertThat(groups.get(3).get(0).pts()).isEqualTo(3L * TestRecording.GOP_UNITS);
  }

  @Test
  void beginsAtTheKeyframeBeforeAndEndsInTheMiddleOfAGroup() {
    recording.add(at(0), 6);
    List<List<Seen>> groups = read(0.7, 1.25, false);
    assertThat(groups.get(0).get(0).at()).isEqualTo(at(0.5));
    assertThat(groups).hasSize(2);
    assertThat(groups.get(1).get(groups.get(1).size() - 1).at()).isEqualTo(at(1.2));
  }

  @Test
  void presentationTimeBeginsAnewBehindAGap() {
    recording.add(at(0), 2);
    recording.add(at(50), 2);
    List<List<Seen>> groups = read(0, 100, true);
    assertThat(groups.stream().map(group -> group.get(0).at()))
        .containsExactly(at(0), at(0.5), at(50), at(50.5));
    assertThat(groups.get(2).get(0).pts()).isZero();
    assertThat(read(3, 40, true)).isEmpty();
    assertThat(read(500, 600, true)).isEmpty();
  }

  @Test
  void aPartOfALongGroupIsGivenWithoutAKeyframe() {
    recording.add(at(0), 2, TestCard.scene(64, 48), 1);
    List<List<Seen>> groups = read(0, 100, false);
    assertThat(groups).hasSize(3);
    assertThat(groups.get(2).get(0).keyframe()).isFalse();
    assertThat(read(0, 100, true)).hasSize(2);
  }

  @Test
  void whatIsGoneIsLeftOut() throws IOException {
    RecordedSegment gone = recording.add(at(0), 2);
    recording.add(at(10), 2);
    Files.delete(gone.file());
    assertThat(read(0, 100, true)).hasSize(2);
  }
}
