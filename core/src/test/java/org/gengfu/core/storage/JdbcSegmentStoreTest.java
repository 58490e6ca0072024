package org.gengfu.core.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.RecordingProtection.Protection;
import org.gengfu.core.recording.RecordingProtection.Wanted;
import org.gengfu.core.recording.Recordings.Span;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.Segment.State;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Disk;
import org.gengfu.core.recording.SegmentStore.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcSegmentStoreTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.120Z");
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  @TempDir Path directory;
  private Database database;
  private SegmentStore store;
  private Disk disk;

  @BeforeEach
  void open() {
    database =
        new Database(
            TestServer.freshDatabase(directory),
            new SimpleMeterRegistry(),
            InstantSource.fixed(NOON));
    database.start();
    store = database.segments();
    disk = store.disk(UUID.randomUUID(), Path.of("/srv/a"));
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** The n-th five minutes of a camera. */
  private Row row(String camera, int n, State state) {
    Instant start = NOON.plus(FIVE_MINUTES.multipliedBy(n));
    long half = 150 * 90_000;
    List<Fragment> fragments =
        List.of(
            new Fragment(700, 1_000, 0, half, start, true),
            new Fragment(1_700, 300, half, half, start.plusSeconds(150), false));
    return new Row(
        new Segment(
            new Segment.Key(
                disk.id(), camera + "/2026-11-22/" + start.toEpochMilli() + "-main.mp4"),
            camera,
            StreamName.MAIN,
            start,
            start.plus(FIVE_MINUTES),
            state,
            2_000,
            "avc1.64001f",
            1920,
            1080,
            700),
        fragments);
  }

  private Instant at(int n) {
    return NOON.plus(FIVE_MINUTES.multipliedBy(n));
  }

  @Test
  void aDiskIsKnownByItsMarkerWhereverItIsMounted() {
    Disk moved = store.disk(disk.marker(), Path.of("/srv/b"));
    Disk other = store.disk(UUID.randomUUID(), Path.of("/srv/a"));

    assertThat(moved.id()).isEqualTo(disk.id()).isNotEqualTo(other.id());
    assertThat(store.disks()).containsExactly(moved, other);
  }

  @Test
  void aSegmentIsOpenedCompletedAndFoundByTime() {
    Row whole = row("cam-1", 0, State.CLOSED);
    Segment begun = whole.segment().with(State.OPEN, at(0), 700);
    store.save(List.of(new Row(begun, List.of())));
    assertThat(store.open(disk.id())).containsExactly(begun);

    store.save(List.of(whole, row("cam-1", 1, State.CLOSED), row("cam-2", 0, State.CLOSED)));

    assertThat(store.open(disk.id())).isEmpty();
    assertThat(store.latestStart(disk.id())).contains(at(1));
    assertThat(store.bytes(disk.id())).isEqualTo(6_000);
    assertThat(store.between("cam-1", StreamName.MAIN, at(0), at(1), 10)).containsExactly(whole);
    assertThat(
            store.between("cam-1", StreamName.MAIN, at(0).plusMillis(1), at(1).plusMillis(1), 10))
        .hasSize(2);
    assertThat(store.between("cam-1", StreamName.MAIN, at(0), at(9), 1)).containsExactly(whole);
    assertThat(store.between("cam-1", StreamName.SUB, at(0), at(9), 10)).isEmpty();
    assertThat(store.between("cam-1", StreamName.MAIN, at(2), at(9), 10)).isEmpty();
    assertThat(store.cameras()).containsExactly("cam-1", "cam-2");
    Segment.Key unknown = new Segment.Key(disk.id(), "cam-1/2026-11-22/7-main.mp4");
    assertThat(store.find(List.of(whole.segment().key(), unknown)))
        .containsExactly(whole.segment());
    assertThat(store.ranges("cam-1", StreamName.MAIN, at(0), at(9)))
        .containsExactly(new Span(at(0), at(1)), new Span(at(1), at(2)));
  }

  @Test
  void pagesGoThroughADiskInOrderOfPath() {
    store.save(
        List.of(
            row("cam-2", 0, State.CLOSED),
            row("cam-1", 0, State.CLOSED),
            row("cam-1", 1, State.OPEN)));

    List<Row> first = store.page(disk.id(), "", 2);
    List<Row> rest = store.page(disk.id(), first.get(1).segment().key().path(), 2);

    assertThat(first).containsExactly(row("cam-1", 0, State.CLOSED), row("cam-1", 1, State.OPEN));
    assertThat(rest).containsExactly(row("cam-2", 0, State.CLOSED));
  }

  @Test
  void theOldestGoFirstAndOpenAndProtectedStay() {
    for (int n = 0; n < 6; n++) {
      store.save(List.of(row("cam-1", n, n == 5 ? State.OPEN : State.CLOSED)));
    }
    // Touches the end of segment 1 and the beginning of segment 2.
    Protection kept =
        store.protect(
            "cam-1", at(2).minusMillis(1), at(2).plusMillis(1), "case 17", "office", NOON);

    assertThat(store.claimOldest(disk.id(), 2, NOON))
        .extracting(Segment::start)
        .containsExactlyInAnyOrder(at(0), at(3));
    assertThat(store.claimOldest(disk.id(), 9, NOON))
        .extracting(Segment::start)
        .containsExactly(at(4));
    assertThat(store.claimOldest(disk.id(), 9, NOON)).isEmpty();
    assertThat(store.deleting(disk.id())).hasSize(3);
    assertThat(store.between("cam-1", StreamName.MAIN, at(0), at(9), 10))
        .extracting(row -> row.segment().start())
        .containsExactly(at(1), at(2), at(5));

    store.remove(store.deleting(disk.id()).stream().map(Segment::key).toList());
    assertThat(store.deleting(disk.id())).isEmpty();

    assertThat(store.release(kept.id(), "office", NOON)).isTrue();
    assertThat(store.release(kept.id(), "office", NOON)).isFalse();
    assertThat(store.claimOldest(disk.id(), 9, NOON))
        .extracting(Segment::start)
        .containsExactlyInAnyOrder(at(1), at(2));
  }

  @Test
  void whatIsOldOfOneCameraIsClaimedUnlessProtected() {
    for (int n = 0; n < 4; n++) {
      store.save(List.of(row("cam-1", n, State.CLOSED), row("cam-2", n, State.CLOSED)));
    }
    store.protect("cam-1", at(0), at(1), "case 17", "office", NOON);
    store.protect("cam-2", at(0), at(9), "case 18", "office", NOON);

    // Segment 2 ends at this very moment and stays.
    assertThat(store.claimEndedBefore(disk.id(), "cam-1", at(3), 9, NOON))
        .extracting(Segment::start)
        .containsExactly(at(1));
    assertThat(store.claimEndedBefore(disk.id(), "cam-2", at(3), 9, NOON)).isEmpty();

    assertThat(store.expire("case 18", at(7))).isEqualTo(1);
    assertThat(store.claimEndedBefore(disk.id(), "cam-2", at(3), 9, at(7).minusMillis(1)))
        .isEmpty();
    assertThat(store.protections(new Wanted(null, false, null, 10), at(7)))
        .extracting(Protection::reason)
        .containsExactly("case 17");
    assertThat(store.claimEndedBefore(disk.id(), "cam-2", at(3), 9, at(7))).hasSize(2);
  }

  @Test
  void peopleProtectAThousandAtMostAndTheHubWhatItsCasesNeed() {
    for (int n = 0; n < RecordingProtection.MOST_BY_PEOPLE; n++) {
      store.protect("cam-1", at(0), at(1), "fire", "office", NOON);
    }
    assertThatThrownBy(() -> store.protect("cam-1", at(0), at(1), "fire", "admin", NOON))
        .isInstanceOfSatisfying(
            RecordingException.class,
            refused ->
                assertThat(refused.reason())
                    .isEqualTo(RecordingException.Reason.TOO_MANY_PROTECTED))
        .hasMessageContaining("release some");
    store.protect("cam-1", at(0), at(1), "case 1", RecordingProtection.HUB, NOON);
    long one = store.protections(new Wanted(null, true, null, 1), NOON).get(0).id();
    assertThat(store.release(one, "admin", NOON)).isTrue();
    store.protect("cam-1", at(0), at(1), "fire", "admin", NOON);
    assertThat(store.protections(new Wanted(null, true, null, 2_000), NOON))
        .hasSize(RecordingProtection.MOST_BY_PEOPLE);
  }

  @Test
  void protectionsAreListedNewestFirstInPages() {
    for (int n = 1; n <= 3; n++) {
      store.protect("cam-1", at(0), at(1), "case " + n, RecordingProtection.HUB, NOON);
      store.protect("cam-" + n, at(0), at(1), "fire " + n, "office", NOON);
    }
    assertThat(store.protections(new Wanted(null, false, null, 3), NOON))
        .extracting(Protection::reason)
        .containsExactly("fire 3", "case 3", "fire 2");
    assertThat(store.protections(new Wanted("cam-1", false, null, 10), NOON)).hasSize(4);
    assertThat(store.protections(new Wanted("cam-1", true, null, 10), NOON))
        .extracting(Protection::reason)
        .containsExactly("fire 1");
    List<Protection> page = store.protections(new Wanted(null, true, null, 2), NOON);
    assertThat(store.protections(new Wanted(null, true, page.get(1).id(), 2), NOON))
        .extracting(Protection::reason)
        .containsExactly("fire 1");
  }

  @Test
  void aRowThatIsBeingDeletedIsNotRevived() {
    Row row = row("cam-1", 0, State.CLOSED);
    store.save(List.of(row));
    store.claimOldest(disk.id(), 1, NOON);

    store.save(List.of(row));

    assertThat(store.deleting(disk.id())).hasSize(1);
  }

  @Test
  void usageIsSummedByCamera() {
    store.save(
        List.of(
            row("cam-1", 0, State.CLOSED),
            row("cam-1", 3, State.OPEN),
            row("cam-2", 1, State.CLOSED)));

    assertThat(store.usage(at(1)))
        .containsExactly(
            new SegmentStore.Usage("cam-1", at(0), at(4), 4_000, 2_000),
            new SegmentStore.Usage("cam-2", at(1), at(2), 2_000, 2_000));
  }

  @Test
  void aForgottenDiskTakesItsSegmentsAlong() {
    store.save(List.of(row("cam-1", 0, State.CLOSED)));

    assertThat(store.forget(disk.id(), "admin", NOON)).isEqualTo(1);

    assertThat(store.disks()).isEmpty();
    assertThat(store.usage(NOON)).isEmpty();
  }
}
