package org.gengfu.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseDesk.EvidenceSource;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.cases.CaseStep.Action;
import org.gengfu.core.cases.ClipStore;
import org.gengfu.core.cases.Evidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.cases.NoClipReason;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.events.DomainEvent.CaseChanged;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingProtection.Protection;
import org.gengfu.core.storage.DatabaseConfig;
import org.gengfu.core.storage.StoreException;
import org.gengfu.core.storage.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipMakerTest {
  /** A parked car's rule waits so long before it opens a case. */
  private static final Duration DWELL = Duration.ofMinutes(3);

  @TempDir Path directory;
  private final FakeRecordings recordings = new FakeRecordings();
  private TestVillage village;
  private ClipMaker maker;

  @BeforeEach
  void open() {
    DatabaseConfig config = TestServer.freshDatabase(directory);
    village = new TestVillage(directory, config);
    maker = maker();
  }

  @AfterEach
  void close() {
    village.close();
  }

  private ClipMaker maker() {
    return maker(village.database.clips());
  }

  private ClipMaker maker(ClipStore store) {
    return new ClipMaker(
        store,
        village.database.cases(),
        recordings,
        recordings,
        new EvidenceFiles(directory.resolve("evidence")),
        village.events,
        village.meters,
        village.clock);
  }

  private Case parked() {
    village.observe(village.parking("e1"));
    return village.onlyCase();
  }

  private List<Evidence> clips(Case of) {
    return village.desk().evidence(of.id()).stream()
        .filter(one -> one.kind() == EvidenceKind.CLIP)
        .toList();
  }

  private Stream<CaseStep> steps(Case of, Action action) {
    return village.desk().steps(of.id()).stream().filter(one -> one.action() == action);
  }

  private void recordedFrom(Instant begin, Instant end) {
    recordings.begin = begin;
    recordings.end = end;
  }

  private byte[] bytes(Evidence clip) throws IOException {
    EvidenceSource source = village.desk().evidenceSource(clip.id()).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    source.bytes().copyTo(out);
    return out.toByteArray();
  }

  private void later(Duration time) {
    village.clock.advance(time);
    maker.sweep();
  }

  @Test
  void aCaseGetsWhatHappenedAroundItsOnsetAndTheRecordingIsKept() throws Exception {
    Case parked = parked();
    recordedFrom(parked.onset().minusSeconds(600), parked.openedAt());
    village.published.clear();
    maker.sweep();

    Instant from = parked.onset().minusSeconds(10);
    Instant to = parked.onset().plusSeconds(20);
    assertThat(recordings.kept)
        .extracting(Protection::cameraId, Protection::from, Protection::to, Protection::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "c1", from, parked.openedAt().plusSeconds(20), "case " + parked.id()));
    Evidence clip = clips(parked).get(0);
    byte[] expected = FakeRecordings.bytes("c1", from, to);
    assertThat(bytes(clip)).isEqualTo(expected);
    assertThat(clip.mediaType()).isEqualTo("video/mp4");
    assertThat(clip.size()).isEqualTo(expected.length);
    assertThat(clip.takenAt()).isEqualTo(from);
    assertThat(clip.actor()).isEqualTo("system");
    assertThat(clip.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(expected)));
    assertThat(steps(parked, Action.EVIDENCE_ADDED)).hasSize(1);
    assertThat(village.published).hasSize(1).first().isInstanceOf(CaseChanged.class);
    assertThat(village.onlyCase().handling()).isEqualTo(parked.handling());

    later(Duration.ofHours(1));
    assertThat(clips(parked)).hasSize(1);
    assertThat(recordings.kept).hasSize(1);
  }

  @Test
  void itWaitsUntilWhatFollowsIsRecorded() {
    // A thing that opens at once: its onset is the opening.
    village.observe(at(Duration.ZERO));
    Case opened = village.onlyCase();
    recordedFrom(opened.onset().minusSeconds(600), opened.onset().plusSeconds(3_600));
    maker.sweep();
    later(Duration.ofSeconds(34));
    assertThat(clips(opened)).isEmpty();
    later(Duration.ofSeconds(1));
    assertThat(clips(opened)).hasSize(1);
  }

  private org.gengfu.core.cases.Observation.Raised at(Duration dwell) {
    var usual = village.parking("e1");
    return new org.gengfu.core.cases.Observation.Raised(
        usual.episodeId(),
        usual.type(),
        usual.source(),
        usual.severity(),
        village.clock.instant().minus(dwell),
        village.clock.instant(),
        usual.box(),
        null,
        usual.picture());
  }

  @Test
  void aCameraRecordedByEventShowsTheOpeningInstead() throws Exception {
    Case parked = parked();
    Instant opened = parked.openedAt();
    recordedFrom(opened.minusSeconds(10), opened.plusSeconds(60));
    maker.sweep();
    assertThat(clips(parked)).isEmpty();
    later(Duration.ofSeconds(35));
    assertThat(bytes(clips(parked).get(0)))
        .isEqualTo(FakeRecordings.bytes("c1", opened.minusSeconds(10), opened.plusSeconds(20)));
  }

  @Test
  void whereNothingIsRecordedTheCaseSaysSoOnce() {
    Case parked = parked();
    maker.sweep();
    later(Duration.ofSeconds(154));
    assertThat(steps(parked, Action.NO_CLIP)).isEmpty();
    later(Duration.ofSeconds(10));
    assertThat(steps(parked, Action.NO_CLIP))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.reason()).isEqualTo(NoClipReason.NOT_RECORDED);
              assertThat(step.note())
                  .isEqualTo(
                      "nothing was recorded from "
                          + parked.onset().minusSeconds(10)
                          + " to "
                          + parked.openedAt().plusSeconds(20));
            });
    recordedFrom(Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"));
    later(Duration.ofHours(2));
    assertThat(steps(parked, Action.NO_CLIP)).hasSize(1);
    assertThat(clips(parked)).isEmpty();
  }

  @Test
  void aRecordingThatBreaksOffIsTakenAsItIsAfterAWhile() throws Exception {
    Case parked = parked();
    recordedFrom(parked.onset().minusSeconds(5), parked.onset().plusSeconds(7));
    village.clock.advance(Duration.ofSeconds(-150)); // 30 s after the onset
    maker.sweep();
    later(Duration.ofSeconds(10));
    assertThat(clips(parked)).as("more may come").isEmpty();
    later(Duration.ofMinutes(3));
    assertThat(bytes(clips(parked).get(0)))
        .isEqualTo(
            FakeRecordings.bytes(
                "c1", parked.onset().minusSeconds(5), parked.onset().plusSeconds(7)));
  }

  @Test
  void aFailureIsTriedAgainWithGrowingWaitsAndGivenUpAfterADay() throws IOException {
    Case parked = parked();
    recordedFrom(parked.onset().minusSeconds(600), parked.openedAt());
    recordings.broken = true;
    maker.sweep();
    later(Duration.ofSeconds(4));
    assertThat(failures()).isEqualTo(1);
    later(Duration.ofSeconds(1));
    assertThat(failures()).isEqualTo(2);
    later(Duration.ofSeconds(9));
    assertThat(failures()).isEqualTo(2);
    try (Stream<Path> files = Files.walk(directory.resolve("evidence"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".mp4"))).isEmpty();
    }
    later(Duration.ofHours(25));
    assertThat(steps(parked, Action.NO_CLIP))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.reason()).isEqualTo(NoClipReason.DISK_FAILED);
              assertThat(step.note()).isEqualTo("it could not be made: the disk is broken");
            });
    assertThat(clips(parked)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MIXED_CODECS, CODEC_CHANGED",
    "BUSY, BUSY",
    "TOO_LONG, TOO_LONG",
    "TOO_MANY_PROTECTED, TOO_MANY_PROTECTED"
  })
  void whatTheRecordingsRefuseIsSaidByItsReason(
      RecordingException.Reason refused, NoClipReason said) {
    Case parked = parked();
    recordedFrom(parked.onset().minusSeconds(600), parked.openedAt());
    recordings.refusal = refused;
    maker.sweep();
    later(Duration.ofHours(25));
    assertThat(steps(parked, Action.NO_CLIP)).extracting(CaseStep::reason).containsExactly(said);
  }

  private double failures() {
    return village
        .meters
        .counter(org.gengfu.core.metrics.MetricNames.CLIPS, "outcome", "failed")
        .count();
  }

  @Test
  void aFailureThatPassesCostsNothing() {
    Case parked = parked();
    recordedFrom(parked.onset().minusSeconds(600), parked.openedAt());
    recordings.broken = true;
    maker.sweep();
    recordings.broken = false;
    later(Duration.ofSeconds(5));
    assertThat(clips(parked)).hasSize(1);
  }

  @Test
  void aHubThatDiedBehindTheEvidenceMakesNoSecondOne() {
    Case parked = parked();
    recordedFrom(parked.onset().minusSeconds(600), parked.openedAt());
    maker = maker(new DyingStore(village.database.clips()));
    maker.sweep();
    assertThat(clips(parked)).hasSize(1);
    maker = maker(); // nothing is remembered outside of the database
    later(Duration.ofMinutes(1));
    assertThat(clips(parked)).hasSize(1);
    assertThat(steps(parked, Action.EVIDENCE_ADDED)).hasSize(1);
    assertThat(village.database.clips().due(village.clock.instant(), Instant.EPOCH, 10)).isEmpty();
    assertThat(recordings.kept).hasSize(1);
  }

  /** Its hub dies before it is noted that a clip is done. */
  private record DyingStore(ClipStore store) implements ClipStore {
    @Override
    public List<DueClip> due(Instant now, Instant openedSince, int limit) {
      return store.due(now, openedSince, limit);
    }

    @Override
    public void keeping(long caseId, long protectionId) {
      store.keeping(caseId, protectionId);
    }

    @Override
    public void later(long caseId, Instant nextAttemptAt, @Nullable String error) {}

    @Override
    public void done(long caseId, boolean missing, @Nullable String error) {
      throw new StoreException("killed", new IllegalStateException(), true);
    }

    @Override
    public List<Kept> served(Instant overBefore, int limit) {
      return List.of();
    }

    @Override
    public void released(long caseId) {}
  }

  @Test
  void theRecordingIsLetGoAMonthAfterTheCaseIsOver() {
    Case parked = parked();
    recordedFrom(parked.onset().minusSeconds(600), parked.openedAt());
    maker.sweep();
    later(Duration.ofDays(60));
    assertThat(recordings.kept).as("the case is open").hasSize(1);
    village.desk().close(parked.id(), TestVillage.OFFICE, "");
    later(Duration.ofDays(29));
    assertThat(recordings.kept).hasSize(1);
    later(Duration.ofDays(2));
    assertThat(recordings.kept).isEmpty();
  }

  @Test
  void aSensorHasNoClipAndALongDwellKeepsAnHour() {
    village.observe(village.flood("f1", Severity.HIGH));
    maker.sweep();
    assertThat(recordings.kept).isEmpty();

    village.observe(at(Duration.ofHours(5)));
    maker.sweep();
    Protection kept = recordings.kept.get(0);
    assertThat(Duration.between(kept.from(), kept.to())).isEqualTo(Duration.ofHours(1));
    assertThat(DWELL).isLessThan(ClipMaker.LONGEST_KEPT);
  }
}
