package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.SegmentStore;
import org.gengfu.core.recording.SegmentStore.Row;
import org.gengfu.core.storage.Database;
import org.gengfu.core.storage.TestServer;
import org.gengfu.ingest.recording.Verification.Depth;
import org.gengfu.ingest.recording.Verification.Options;
import org.gengfu.ingest.recording.Verification.Summary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which index and disk can disagree is found, told, and mended. */
class VerificationTest {
  @TempDir Path directory;
  private final Film film = new Film();
  private final List<String> told = new ArrayList<>();
  private Path disk;
  private NioDiskFiles files;
  private Database database;
  private SegmentStore store;
  private Row row;
  private Path file;

  @BeforeEach
  void recordOne() throws IOException {
    disk = directory.resolve("disk");
    files = new NioDiskFiles(disk);
    UUID marker = UUID.randomUUID();
    files.mark(marker);
    database =
        new Database(
            TestServer.freshDatabase(directory),
            new SimpleMeterRegistry(),
            InstantSource.fixed(Film.START));
    database.start();
    store = database.segments();
    store.disk(marker, disk);
    // A second camera whose name sorts differently with and without the slash.
    record("cam-1-a", 0);
    row = record("cam-1", 0);
    file = disk.resolve(row.segment().key().path());
    assertThat(verify(true)).isEqualTo(new Summary(2, 0, 0, 0, 0));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Row record(String camera, int second) throws IOException {
    List<Gop> gops = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      List<AccessUnit> units = film.gopAt(second + 2 * i, 20_000);
      gops.add(new Gop(units, (second + 2 * i + 2) * 90_000L, i > 0));
    }
    OpenSegment segment = new OpenSegment(camera, gops.get(0), TestDisks.unused(disk));
    segment.create(files, 1, 0);
    for (Gop gop : gops) {
      segment.append(gop);
      gop.release();
    }
    segment.close();
    Row made = TestDisks.row(segment);
    store.save(List.of(made));
    return made;
  }

  private Summary verify(boolean repair) {
    return verify(new Options(Depth.PICTURES, repair, false));
  }

  private Summary verify(Options options) {
    told.clear();
    return new Verification(store, InstantSource.fixed(Film.START), options, told::add)
        .run(List.of(disk));
  }

  /** It is found, nothing is changed by looking, it is mended, and then all is well. */
  private void isFoundAndMended(String words, String mended) {
    assertThat(verify(false)).isEqualTo(new Summary(2, 1, 0, 0, 0));
    assertThat(told).singleElement().asString().contains("cam-1/").contains(words);
    assertThat(verify(true)).isEqualTo(new Summary(2, 1, 1, 0, 0));
    assertThat(told).singleElement().asString().contains(words).contains(mended);
    assertThat(verify(false).agree()).isTrue();
    assertThat(told).isEmpty();
  }

  private List<Row> rows() {
    return store.page(1, "", 10);
  }

  @Test
  void aFileWithoutARowIsAdded() {
    store.remove(List.of(row.segment().key()));

    isFoundAndMended("the index doesn't know", "the index now says what the file holds");

    assertThat(rows()).contains(row).hasSize(2);
  }

  @Test
  void aRowWithoutAFileGoes() throws IOException {
    Files.delete(file);

    isFoundAndMended("the file is gone", "removed from the index");

    assertThat(rows()).doesNotContain(row).hasSize(1);
  }

  @Test
  void aRowWithoutAFolderGoes() throws IOException {
    files.delete(row.segment().key().path());
    assertThat(disk.resolve("cam-1")).doesNotExist();

    isFoundAndMended("the file is gone", "removed from the index");
  }

  @Test
  void aTornFileIsCutBehindItsLastWholeFragment() throws IOException {
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(row.segment().bytes() - 100);
    }

    isFoundAndMended("by the index " + row.segment().bytes(), "cut behind its last");

    Row mended =
        rows().stream()
            .filter(one -> one.segment().cameraId().equals("cam-1"))
            .findFirst()
            .orElseThrow();
    assertThat(mended.fragments()).isEqualTo(row.fragments().subList(0, 3));
    assertThat(Files.size(file)).isEqualTo(mended.segment().bytes());
  }

  @Test
  void somethingBehindTheLastFragmentIsCutOff() throws IOException {
    Files.write(file, new byte[500], StandardOpenOption.APPEND);

    isFoundAndMended("by the index", "cut behind its last");

    assertThat(rows()).contains(row);
    assertThat(Files.size(file)).isEqualTo(row.segment().bytes());
  }

  @Test
  void aHoleInAPictureIsFoundByLookingAtThePictures() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = (int) row.fragments().get(2).offset() + 2_000;
    java.util.Arrays.fill(bytes, at, at + 4_096, (byte) 0);
    Files.write(file, bytes);
    assertThat(verify(new Options(Depth.STRUCTURE, false, false)).agree()).isTrue();

    isFoundAndMended("damaged: a hole in a picture", "cut behind its last");
  }

  @Test
  void aDamagedStructureIsFoundWithoutLookingAtThePictures() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) row.fragments().get(1).offset() + 40] ^= 0x55;
    Files.write(file, bytes);
    assertThat(verify(new Options(Depth.SIZES, false, false)).agree()).isTrue();
    assertThat(verify(new Options(Depth.STRUCTURE, false, false)).agree()).isFalse();

    isFoundAndMended("damaged: ", "cut behind its last");
  }

  @Test
  void aFileThatCannotBePlayedIsMovedOutOfTheWay() throws IOException {
    Files.write(file, new byte[(int) row.segment().bytes()]);
    assertThat(verify(false)).isEqualTo(new Summary(2, 1, 0, 0, 0));

    assertThat(verify(true)).isEqualTo(new Summary(2, 1, 1, 0, 0));

    assertThat(told).singleElement().asString().contains("moved to .quarantine");
    assertThat(file).doesNotExist();
    assertThat(disk.resolve(".quarantine").resolve(row.segment().key().path())).exists();
    assertThat(verify(false)).isEqualTo(new Summary(1, 0, 0, 0, 0));
  }

  @Test
  void anEmptyFileGoes() throws IOException {
    Files.write(file, new byte[0]);

    assertThat(verify(true).agree()).isTrue();

    assertThat(told).singleElement().asString().contains("removed from the index");
    assertThat(file).doesNotExist();
  }

  @Test
  void anotherIndexThanTheFileIsCorrected() {
    Row wrong = new Row(row.segment(), row.fragments().subList(0, 3));
    store.save(List.of(wrong));

    isFoundAndMended("something else than the index says", "the index now says");

    assertThat(rows()).contains(row);
  }

  @Test
  void whatWasBeingWrittenIsCompletedUnlessAHubMayBeWriting() {
    store.save(
        List.of(new Row(row.segment().with(Segment.State.OPEN, Film.START, 700), List.of())));
    // The file was written a moment ago, long after the clock of this test.
    assertThat(verify(new Options(Depth.PICTURES, true, true)))
        .isEqualTo(new Summary(1, 0, 0, 1, 0));

    isFoundAndMended("was being written when the hub ended", "the index now says");

    assertThat(rows()).contains(row);
  }

  @Test
  void whatWasBeingDeletedGoes() {
    store.claimOldest(1, 9, Film.START);
    // Both cameras' segments are as old as each other.
    assertThat(verify(true)).isEqualTo(new Summary(2, 2, 2, 0, 0));
    assertThat(told).allMatch(line -> line.endsWith("→ deleted"));
    assertThat(rows()).isEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void aDiskThatIsNotThereIsToldAndItsIndexIsLeft() throws IOException {
    Files.delete(disk.resolve(NioDiskFiles.MARKER));

    Summary summary = verify(true);

    assertThat(summary.disksMissing()).isEqualTo(1);
    assertThat(summary.agree()).isFalse();
    assertThat(rows()).hasSize(2);
  }
}
