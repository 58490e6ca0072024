package org.gengfu.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gengfu.core.sensing.Quality;
import org.gengfu.core.sensing.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingSpoolTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");
  private static final long ROOMY = 1L << 30;
  @TempDir Path folder;

  private static Reading reading(int number) {
    return new Reading("well-" + number % 7, "level", number, "m", NOON.plusSeconds(number));
  }

  private static List<Reading> readings(int from, int to) {
    return IntStream.range(from, to).mapToObj(ReadingSpoolTest::reading).toList();
  }

  /** Takes everything that is there, batch by batch. */
  private static List<Reading> drain(ReadingSpool spool) throws Exception {
    spool.end();
    List<Reading> all = new ArrayList<>();
    for (ReadingSpool.Batch batch = spool.next(1000, Duration.ZERO);
        batch != null;
        batch = spool.next(1000, Duration.ZERO)) {
      all.addAll(batch.readings());
      spool.done(batch);
    }
    return all;
  }

  private static List<Reading> takeOne(ReadingSpool spool) throws Exception {
    ReadingSpool.Batch batch = Objects.requireNonNull(spool.next(300, Duration.ofMillis(1)));
    spool.done(batch);
    return batch.readings();
  }

  private List<Path> files() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path onlyFile() {
    assertThat(files()).hasSize(1);
    return files().get(0);
  }

  @Test
  void givesBackWhatWasAppendedInOrderAndForgetsIt() throws Exception {
    Reading odd =
        new Reading("井-1", "水位", -0.0, "℃", Instant.parse("1999-01-01T00:00:00Z"), Quality.SUSPECT);
    try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
      assertThat(spool.append(readings(0, 3))).isTrue();
      assertThat(spool.append(List.of(odd))).isTrue();
      assertThat(spool.waiting()).isEqualTo(4);
      List<Reading> expected = new ArrayList<>(readings(0, 3));
      expected.add(odd);
      assertThat(drain(spool)).isEqualTo(expected);
      assertThat(spool.waiting()).isZero();
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void keepsWhatIsNotDoneForTheNextRun() throws Exception {
    try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
      spool.append(readings(0, 10));
      spool.next(5, Duration.ZERO);
    }
    try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
      assertThat(spool.waiting()).isEqualTo(10);
      spool.append(readings(10, 12));
      assertThat(drain(spool)).isEqualTo(readings(0, 12));
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void freesAFileOnceItIsReadToTheEnd() throws Exception {
    int many = 3 * ReadingSpool.SEGMENT_BYTES / SpoolRecord.encode(reading(0)).length;
    try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
      for (int i = 0; i < many; i += 1000) {
        spool.append(readings(i, Math.min(many, i + 1000)));
      }
      int files = files().size();
      assertThat(files).isBetween(3, 4);
      List<Reading> all = new ArrayList<>();
      while (all.size() < many / 2) {
        all.addAll(takeOne(spool));
      }
      assertThat(files()).hasSizeLessThan(files);
      assertThat(spool.bytes()).isLessThan(3L * ReadingSpool.SEGMENT_BYTES);
      all.addAll(drain(spool));
      assertThat(all).isEqualTo(readings(0, many));
    }
  }

  @Test
  void takesUpToTheBoundAndNotOneMore() throws Exception {
    int length = SpoolRecord.encode(reading(0)).length;
    try (ReadingSpool spool = ReadingSpool.open(folder, 10L * length)) {
      assertThat(spool.append(readings(0, 9))).isTrue();
      assertThat(spool.append(readings(20, 22))).isFalse();
      assertThat(spool.append(List.of(reading(9 % 7)))).isTrue();
      assertThat(spool.append(List.of(reading(0)))).isFalse();
      assertThat(drain(spool)).hasSize(10).doesNotContain(reading(20));
    }
    try (ReadingSpool spool = ReadingSpool.open(folder, 10L * length)) {
      assertThat(spool.append(List.of(reading(0)))).as("room again").isTrue();
    }
  }

  @Test
  void survivesATornTailOfAnyLength() throws Exception {
    int length = SpoolRecord.encode(reading(0)).length;
    for (int cut = 1; cut <= length; cut++) {
      try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
        spool.append(readings(0, 3));
      }
      try (FileChannel file = FileChannel.open(onlyFile(), StandardOpenOption.WRITE)) {
        file.truncate(3L * length - cut);
      }
      try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
        spool.append(readings(3, 4));
        assertThat(drain(spool)).containsExactly(reading(0), reading(1), reading(3));
      }
    }
  }

  @Test
  void survivesATailOfZerosAndOfRubbish() throws Exception {
    for (byte[] tail : List.of(new byte[500], rubbish(500))) {
      try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
        spool.append(readings(0, 3));
      }
      Files.write(onlyFile(), tail, StandardOpenOption.APPEND);
      try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
        assertThat(drain(spool)).isEqualTo(readings(0, 3));
      }
      assertThat(files()).isEmpty();
    }
  }

  private static byte[] rubbish(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  @Test
  void losesNothingButTheRecordThatIsDamaged() throws Exception {
    int length = SpoolRecord.encode(reading(0)).length;
    try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
      spool.append(readings(0, 5));
    }
    try (FileChannel file = FileChannel.open(onlyFile(), StandardOpenOption.WRITE)) {
      file.write(ByteBuffer.wrap(new byte[] {99}), 2L * length + 20);
    }
    try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
      assertThat(spool.waiting()).isEqualTo(4);
      assertThat(drain(spool)).containsExactly(reading(0), reading(1), reading(3), reading(4));
    }
  }

  @Test
  void takesFromManyThreadsAndGivesEachInItsOrder() throws Exception {
    int writers = 4;
    int each = 2000;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    List<Reading> all = new ArrayList<>();
    try (ReadingSpool spool = ReadingSpool.open(folder, ROOMY)) {
      List<Future<?>> writing = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int base = writer * 1_000_000;
        writing.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < each; i += 20) {
                    spool.append(readings(base + i, base + i + 20));
                  }
                  return null;
                }));
      }
      while (all.size() < writers * each) {
        all.addAll(takeOne(spool));
      }
      for (Future<?> one : writing) {
        one.get();
      }
    }
    threads.shutdown();
    for (int writer = 0; writer < writers; writer++) {
      int base = writer * 1_000_000;
      assertThat(all.stream().filter(r -> r.value() >= base && r.value() < base + each))
          .containsExactlyElementsOf(readings(base, base + each));
    }
  }

  @Test
  void aRecordHasABound() {
    String longest = "x".repeat(SpoolRecord.MAX_BYTES - SpoolRecord.encode(reading(0)).length + 8);
    int used = "well-0levelm".length();
    Reading fits = new Reading(longest + "y".repeat(used - 2), "m", 1, "", NOON);
    assertThat(SpoolRecord.encode(fits))
        .hasSize(SpoolRecord.MAX_BYTES + SpoolRecord.HEAD_BYTES - 1);
    Reading over = new Reading(longest + "y".repeat(used + 1), "m", 1, "", NOON);
    assertThatThrownBy(() -> SpoolRecord.encode(over)).hasMessageContaining("longer than");
  }

  @Test
  void saysNoOnceItIsClosed() throws Exception {
    ReadingSpool spool = ReadingSpool.open(folder, ROOMY);
    spool.close();
    assertThatThrownBy(() -> spool.append(readings(0, 1))).isInstanceOf(IOException.class);
  }
}
