package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.VideoFormat;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.SegmentStore.Row;
import org.gengfu.ingest.recording.CameraRecorder.Demand;
import org.gengfu.ingest.recording.RecordingConfig.Directory;
import org.gengfu.ingest.testing.TestUnits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When one file ends and the next begins, and what is kept in memory. */
class CameraRecorderTest {
  private static final VideoFormat OTHER =
      new VideoFormat(Codec.H264, 1280, 720, TestUnits.SUB.decoderConfiguration());

  private static final AudioFormat AAC =
      new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});
  private static final AudioFormat OTHER_SOUND =
      new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]);

  @TempDir Path directory;
  private final Film film = new Film();
  private final FakeSegmentStore store = new FakeSegmentStore();
  private final AtomicLong nanos = new AtomicLong();
  private IndexWriter index;
  private RecordingDisk disk;
  private CameraRecorder recorder;

  @BeforeEach
  void start() {
    index = new IndexWriter(store);
    index.start();
    RecordingMeters meters = new RecordingMeters(new SimpleMeterRegistry());
    disk =
        new RecordingDisk(
            new Directory(directory, null, 0L),
            new FakeDiskFiles(directory),
            store,
            index,
            meters,
            nanos::get,
            RecordingDisk.QUEUE_BYTES,
            RecordingDisk.PROBE_EVERY);
    disk.mount();
    disk.start();
    recorder = new CameraRecorder("cam-1", new RecordingDisks(List.of(disk)), meters, nanos::get);
    recorder.demand(Demand.RECORDING, PreRoll.MOST_BYTES);
  }

  @AfterEach
  void allUnitsAreFreed() {
    assertThat(film.alive()).isZero();
  }

  /** Ends everything; what was written, oldest first. */
  private List<Row> written() throws InterruptedException {
    recorder.demand(Demand.NOTHING, 0);
    assertThat(disk.end(10_000)).isTrue();
    index.close();
    return store.rows.values().stream()
        .sorted(Comparator.comparing(row -> row.segment().start()))
        .toList();
  }

  private void send(AccessUnit unit) {
    recorder.accept(unit);
    unit.release();
  }

  private void gop(int second) {
    film.gopAt(second, 400).forEach(this::send);
  }

  private static Instant at(double seconds) {
    return Film.START.plusMillis((long) (seconds * 1_000));
  }

  @Test
  void aFileTakesFiveMinutesAtMostAndFilesFollowWithoutAGap() throws InterruptedException {
    for (int second = 0; second < 700; second += 2) {
      gop(second);
    }

    List<Row> rows = written();

    assertThat(rows).hasSize(3);
    assertThat(rows.stream().mapToInt(row -> row.fragments().size()).sum()).isEqualTo(350);
    for (int i = 1; i < rows.size(); i++) {
      assertThat(rows.get(i).segment().start()).isEqualTo(rows.get(i - 1).segment().end());
    }
    assertThat(rows.get(1).segment().end())
        .isEqualTo(rows.get(1).segment().start().plus(CameraRecorder.SEGMENT));
  }

  private void sound(AudioFormat format, double second) {
    recorder.accept(new AudioUnit(format, (long) (second * 90_000), 1_024, new byte[50]));
  }

  @Test
  void soundBeginsANewFileWhichGoesOnWhereItStops() throws InterruptedException {
    gop(0);
    gop(2);
    sound(AAC, 4.1);
    gop(4);
    sound(AAC, 6.1);
    sound(AAC, 8.05);
    gop(6);
    gop(8);
    gop(10);
    sound(OTHER_SOUND, 12.5);
    gop(12);
    gop(14);

    List<Row> rows = written();

    assertThat(rows)
        .extracting(row -> row.segment().codecs().replaceFirst("^avc1[^,]*", ""))
        .containsExactly("", ",mp4a.40.2", ",alaw");
    assertThat(rows).extracting(row -> row.fragments().size()).containsExactly(2, 4, 2);
    assertThat(rows.get(1).segment().start()).isEqualTo(rows.get(0).segment().end());
  }

  @Test
  void soundIsBoundedWhereNoPicturesCome() throws InterruptedException {
    SoundCollector collector = new SoundCollector();
    for (int n = 0; n <= SoundCollector.MOST_UNITS; n++) {
      collector.add(new AudioUnit(AAC, n, 1_024, new byte[1]));
    }
    assertThat(collector.take(Long.MAX_VALUE)).hasSize(SoundCollector.MOST_UNITS);
    int large = SoundCollector.MOST_BYTES / 4;
    for (int n = 0; n < 5; n++) {
      collector.add(new AudioUnit(AAC, n, 1_024, new byte[large]));
    }
    assertThat(collector.take(4)).extracting(AudioUnit::pts).containsExactly(1L, 2L, 3L);
    assertThat(collector.take(5)).extracting(AudioUnit::pts).containsExactly(4L);
    assertThat(written()).isEmpty();
  }

  @Test
  void anotherFormatBeginsANewFile() throws InterruptedException {
    gop(0);
    send(film.unit(OTHER, 2 * 90_000, true, 100, at(2)));

    List<Row> rows = written();

    assertThat(rows).extracting(row -> row.segment().width()).containsExactly(640, 1280);
  }

  @Test
  void aPauseOfFiveSecondsIsAFrozenPictureAndALongerOneAGap() throws InterruptedException {
    send(film.unit(0, true, 100));
    send(film.unit(5 * 90_000, true, 100));
    send(film.unit(10 * 90_000 + 1, true, 100));

    List<Row> rows = written();

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).fragments())
        .extracting(Fragment::length)
        .containsExactly(Duration.ofSeconds(5), Duration.ofMillis(40));
  }

  @Test
  void presentationTimeThatStepsBackBeginsANewFile() throws InterruptedException {
    gop(20);
    send(film.unit(TestUnits.SUB, 0, true, 100, at(22)));
    send(film.unit(TestUnits.SUB, 3_600, false, 100, at(22.04)));

    assertThat(written()).hasSize(2);
  }

  @Test
  void aWallClockThatStraysMoreThanTwoSecondsBeginsANewFile() throws InterruptedException {
    send(film.unit(TestUnits.SUB, 0, true, 100, at(0)));
    send(film.unit(TestUnits.SUB, 2 * 90_000, true, 100, at(4)));
    send(film.unit(TestUnits.SUB, 4 * 90_000, true, 100, at(6.001)));

    List<Row> rows = written();

    assertThat(rows).extracting(row -> row.segment().start()).containsExactly(at(0), at(6.001));
    assertThat(rows.get(0).fragments().get(1).wallClock()).isEqualTo(at(4));
  }

  @Test
  void aGroupTooLongIsCutAndStaysInOneFile() throws InterruptedException {
    send(film.unit(0, true, 100));
    for (int second = 4; second <= 24; second += 4) {
      send(film.unit(second * 90_000L, false, 100));
    }

    List<Row> rows = written();

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).fragments())
        .extracting(Fragment::keyframe)
        .containsExactly(true, false, false);
  }

  @Test
  void aGroupTooBigIsCut() throws InterruptedException {
    send(film.unit(0, true, GopCollector.MAX_BYTES - 100));
    send(film.unit(3_600, false, 100));
    send(film.unit(7_200, false, 100));

    assertThat(written().get(0).fragments())
        .extracting(Fragment::keyframe)
        .containsExactly(true, false);
  }

  @Test
  void aStreamThatEndsIsWrittenAfterFiveSeconds() throws InterruptedException {
    film.gopAt(0, 400).forEach(this::send);
    nanos.addAndGet(CameraRecorder.FLUSH_NANOS);
    recorder.tick();
    assertThat(recorder.lastWritten()).isNull();

    nanos.incrementAndGet();
    recorder.tick();

    assertThat(recorder.lastWritten()).isEqualTo(Film.START);
    assertThat(written()).hasSize(1);
  }

  @Test
  void anEventBeginsTenSecondsBeforeItWasKnown() throws InterruptedException {
    recorder.demand(Demand.PRE_ROLL, PreRoll.MOST_BYTES);
    for (int second = 0; second < 60; second += 2) {
      gop(second);
    }
    recorder.demand(Demand.RECORDING, PreRoll.MOST_BYTES);
    gop(60);
    recorder.demand(Demand.PRE_ROLL, PreRoll.MOST_BYTES);
    gop(62);

    List<Row> rows = written();

    // Five whole groups were kept, up to second 58; the one that was coming followed them.
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).segment().start()).isEqualTo(at(48));
    assertThat(rows.get(0).segment().end()).isEqualTo(at(62));
  }

  @Test
  void whatIsKeptForAnEventIsBoundInBytes() throws InterruptedException {
    recorder.demand(Demand.PRE_ROLL, 1_000);
    for (int second = 0; second < 20; second += 2) {
      gop(second);
    }
    assertThat(film.alive()).isLessThanOrEqualTo(4 * 2 + 4);
    recorder.demand(Demand.RECORDING, 1_000);

    assertThat(written().get(0).segment().start()).isEqualTo(at(14));
  }
}
