package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gengfu.ingest.testing.Eventually.eventually;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Condition;
import org.gengfu.core.cases.Handling;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.Recordings.Span;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.village.RecordingPlan;
import org.gengfu.core.village.RecordingPlan.Mode;
import org.gengfu.core.village.RecordingPlan.Window;
import org.junit.jupiter.api.Test;

/** What is recorded when, and that it can be read. */
class RecorderTest extends RunningRecorder {
  @Test
  void whatIsBeingWrittenCanBeReadUpToItsLastGroup() throws IOException {
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 20);

    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 9);

    RecordedSegment one = recorded("cam-1").get(0);
    assertThat(one.segment().state()).isEqualTo(Segment.State.OPEN);
    assertThat(one.segment().start()).isEqualTo(Film.START);
    assertThat(one.segment().end()).isEqualTo(at(18));
    assertThat(Files.size(one.file())).isEqualTo(one.segment().bytes());
    assertThat(recorder().recordings().spans("cam-1", StreamName.MAIN, at(4), at(6), 1))
        .containsExactly(new Span(at(4), at(6)));

    recorder().close();
    Segment closed = recorded("cam-1").get(0).segment();
    assertThat(closed.state()).isEqualTo(Segment.State.CLOSED);
    assertThat(store.open(closed.key().disk())).isEmpty();
    assertThat(fragments("cam-1")).isEqualTo(10);
  }

  @Test
  void soundIsRecordedBesideThePicturesAndEndsWithTheSubscription() {
    AudioFormat aac = new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    eventually(() -> feeds.sounds, () -> feeds.sounds.containsKey("cam-1"));
    Objects.requireNonNull(feeds.sounds.get("cam-1"))
        .accept(new AudioUnit(aac, 90_000, 1_024, new byte[100]));
    send("cam-1", 0, 4);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 1);

    assertThat(recorded("cam-1").get(0).segment().codecs()).endsWith(",mp4a.40.2");
    recorder().close();
    assertThat(feeds.sounds).isEmpty();
  }

  @Test
  void twoDisksShareTheCameras() {
    for (int i = 1; i <= 6; i++) {
      camera("cam-" + i, continuous(30));
    }
    start(disk("a"), disk("b"));
    for (int i = 1; i <= 6; i++) {
      subscribed("cam-" + i);
      send("cam-" + i, 0, 4);
    }
    for (int i = 1; i <= 6; i++) {
      String camera = "cam-" + i;
      eventually(() -> fragments(camera), () -> fragments(camera) == 1);
    }

    assertThat(store.disks()).hasSize(2);
    recorder().close();
    assertThat(store.page(1, "", 10)).hasSize(3);
    assertThat(store.page(2, "", 10)).hasSize(3);
  }

  @Test
  void filesThatWereBeingWrittenAreCompletedAtTheNextStart() throws IOException {
    camera("cam-1", continuous(30));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 20);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 9);
    RecordedSegment whole = recorded("cam-1").get(0);
    recorder().close();
    // As SIGKILL leaves it: the row says open, the file ends within a fragment.
    SegmentStore.Row begun =
        new SegmentStore.Row(
            whole.segment().with(Segment.State.OPEN, Film.START, whole.segment().headerBytes()),
            List.of());
    store.save(List.of(begun));
    cut(whole.file(), whole.segment().bytes() - 10);
    Path lost = whole.file().resolveSibling("1764144000999-main.mp4");
    Files.copy(whole.file(), lost);

    registry.delete(org.gengfu.core.village.Kind.CAMERA, "cam-1", 1, "test");
    start(disk("a"));
    eventually(() -> recorded("cam-1"), () -> recorded("cam-1").size() == 2);

    for (RecordedSegment one : recorded("cam-1")) {
      assertThat(one.segment().state()).isEqualTo(Segment.State.CLOSED);
      assertThat(one.fragments()).isEqualTo(whole.fragments().subList(0, 8));
      assertThat(Files.size(one.file())).isEqualTo(one.segment().bytes());
    }
    long bytes = recorded("cam-1").stream().mapToLong(one -> one.segment().bytes()).sum();
    eventually(
        () -> recorder().status().disks(),
        () -> recorder().status().disks().get(0).recordedBytes() == bytes);
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
    }
  }

  @Test
  void aScheduleRecordsInItsHoursVillageTime() {
    // 08:00:00.120Z is 16:00 in Shanghai, a Thursday.
    Window window =
        new Window(Set.of(DayOfWeek.THURSDAY), LocalTime.of(16, 0), LocalTime.of(17, 0));
    camera("cam-1", new RecordingPlan(Mode.SCHEDULE, 30, false, List.of(window)));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 4);

    clock.set(Film.START.plus(Duration.ofHours(1)));

    eventually(() -> feeds.consumers, () -> feeds.consumers.isEmpty());
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 2);
  }

  @Test
  void anEventIsRecordedFromBeforeItsCaseUntilAfterIt() {
    camera("cam-1", new RecordingPlan(Mode.EVENT, 30, false, List.of()));
    start(disk("a"));
    subscribed("cam-1");
    send("cam-1", 0, 40);
    assertThat(recorded("cam-1")).isEmpty();

    publish(Condition.ACTIVE, Handling.DISPATCHED);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 5);
    send("cam-1", 40, 50);
    publish(Condition.CLEARED, Handling.DISPATCHED);
    clock.set(Film.START.plus(Cases.POST_ROLL).minusMillis(1));
    send("cam-1", 50, 60);
    eventually(() -> fragments("cam-1"), () -> fragments("cam-1") == 5 + 10);
    clock.set(Film.START.plus(Cases.POST_ROLL));
    eventually(
        () -> recorder().status().cameras(),
        () -> !recorder().status().cameras().get(0).recording());
    send("cam-1", 60, 70);

    recorder().close();
    assertThat(recorded("cam-1")).hasSize(1);
    assertThat(recorded("cam-1").get(0).segment().start()).isEqualTo(at(28));
    assertThat(recorded("cam-1").get(0).segment().end()).isEqualTo(at(60));
  }

  private void publish(Condition condition, Handling handling) {
    Case theCase =
        new Case(
            17,
            CaseType.ILLEGAL_PARKING,
            Severity.MEDIUM,
            condition,
            handling,
            "cam-1",
            "zone-1",
            null,
            null,
            null,
            "gate",
            null,
            null,
            null,
            Film.START,
            Film.START,
            null,
            null,
            1);
    events.publish(new org.gengfu.core.events.DomainEvent.CaseChanged(theCase, step()));
  }

  private static org.gengfu.core.cases.CaseStep step() {
    return new org.gengfu.core.cases.CaseStep(
        17,
        1,
        Film.START,
        "system",
        org.gengfu.core.cases.CaseStep.Action.OPENED,
        Handling.DISPATCHED,
        null,
        "");
  }
}
