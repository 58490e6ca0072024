package org.gengfu.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.recording.Fragment;
import org.gengfu.ingest.mp4.GopFragment;
import org.gengfu.ingest.mp4.InitSegment;
import org.gengfu.ingest.recording.SegmentScan.Depth;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is read again from the file alone, wherever the file was cut. */
class SegmentFileTest {
  @TempDir Path directory;
  private NioDiskFiles files;
  private final Film film = new Film();

  @BeforeEach
  void open() {
    files = new NioDiskFiles(directory);
  }

  /** Writes groups of pictures to one file; gives what the writer says of it. */
  private OpenSegment write(List<Gop> gops) throws IOException {
    OpenSegment segment = new OpenSegment("cam-1", gops.get(0), TestDisks.unused(directory));
    segment.create(files, 1, 0);
    for (Gop gop : gops) {
      segment.append(gop);
      gop.release();
    }
    segment.close();
    return segment;
  }

  private static List<Gop> gops(List<AccessUnit> units) {
    GopCollector collector = new GopCollector();
    List<Gop> gops = new ArrayList<>();
    for (AccessUnit unit : units) {
      Gop done = collector.add(unit);
      unit.release();
      if (done != null) {
        gops.add(done);
      }
    }
    Gop last = collector.end();
    if (last != null) {
      gops.add(last);
    }
    return gops;
  }

  private List<AccessUnit> randomUnits(Random random) {
    List<AccessUnit> units = new ArrayList<>();
    long pts = random.nextInt(1 << 30);
    boolean reordered = random.nextBoolean();
    for (int i = 0; i < 1 + random.nextInt(60); i++) {
      boolean keyframe = i == 0 || random.nextInt(8) == 0;
      long shown = reordered && !keyframe && i % 3 == 1 ? pts + 9_000 : pts;
      units.add(film.unit(shown, keyframe, 5 + random.nextInt(3_000)));
      pts += 1 + random.nextInt(20_000);
    }
    return units;
  }

  private SegmentScan scan(Path file, Depth depth, @Nullable Duration lookAtLast)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return SegmentScan.of(channel, depth, lookAtLast);
    }
  }

  @RepeatedTest(30)
  void anyPicturesComeBackFromTheFileAlone(RepetitionInfo repetition) throws IOException {
    List<Gop> gops = gops(randomUnits(new Random(repetition.getCurrentRepetition())));

    OpenSegment written = write(gops);

    var row = TestDisks.row(written);
    SegmentScan scan = scan(directory.resolve(row.segment().key().path()), Depth.PICTURES, null);
    assertThat(scan.problem()).isNull();
    assertThat(scan.fragments()).isEqualTo(row.fragments());
    assertThat(scan.wholeBytes()).isEqualTo(row.segment().bytes()).isEqualTo(scan.fileBytes());
    assertThat(Repair.row(row.segment().key(), scan)).contains(row);
    assertThat(film.alive()).isZero();
  }

  @RepeatedTest(10)
  void aFileCutAnywhereKeepsItsWholeFragments(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    var row = TestDisks.row(write(gops(randomUnits(random))));
    Path file = directory.resolve(row.segment().key().path());
    byte[] whole = Files.readAllBytes(file);

    for (int i = 0; i < 40; i++) {
      int length = random.nextInt(whole.length);
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      SegmentScan scan = scan(file, Depth.PICTURES, null);
      List<Fragment> expected =
          row.fragments().stream()
              .filter(fragment -> fragment.offset() + fragment.bytes() <= length)
              .toList();
      assertThat(scan.fragments()).isEqualTo(expected);
      if (!expected.isEmpty()) {
        Fragment last = expected.get(expected.size() - 1);
        assertThat(scan.wholeBytes()).isEqualTo(last.offset() + last.bytes());
        assertThat(scan.sound()).isEqualTo(scan.wholeBytes() == length);
      }
    }
  }

  @Test
  void aBlockOfZerosInAPictureIsNoticed() throws IOException {
    var row = TestDisks.row(write(gops(List.copyOf(concat(0, 6, 8_000)))));
    Path file = directory.resolve(row.segment().key().path());
    byte[] bytes = Files.readAllBytes(file);
    Fragment hit = row.fragments().get(4);
    int from = (int) hit.offset() + 3_000;
    java.util.Arrays.fill(bytes, from, from + 512, (byte) 0);
    Files.write(file, bytes);

    assertThat(scan(file, Depth.BOXES, null).sound()).isTrue();
    assertThat(scan(file, Depth.PICTURES, Duration.ofSeconds(1)).sound()).isTrue();
    SegmentScan close = scan(file, Depth.PICTURES, Duration.ofSeconds(4));
    assertThat(close.problem()).contains("a hole in a picture");
    assertThat(close.fragments()).isEqualTo(row.fragments().subList(0, 4));
  }

  private List<AccessUnit> concat(int firstSecond, int groups, int bytes) {
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 0; i < groups; i++) {
      units.addAll(film.gopAt(firstSecond + 2 * i, bytes));
    }
    return units;
  }

  @RepeatedTest(20)
  void rubbishEndsInWords(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    var row = TestDisks.row(write(gops(randomUnits(random))));
    Path file = directory.resolve(row.segment().key().path());
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, damaged);
      SegmentScan scan = scan(file, Depth.PICTURES, null);
      assertThat(scan.wholeBytes()).isLessThanOrEqualTo(damaged.length);
      if (scan.identity() == null) {
        assertThat(scan.problem()).isNotNull();
      }
    }
  }

  @Test
  void aFragmentTakesAThousandPicturesAndNoMore() {
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 0; i <= GopFragment.MOST_PICTURES; i++) {
      units.add(film.unit(i * 30L, i == 0, 8));
    }

    List<Gop> gops = gops(units);

    assertThat(gops).extracting(gop -> gop.units().size()).containsExactly(1_000, 1);
    assertThat(gops).extracting(Gop::keyframe).containsExactly(true, false);
    assertThat(gops.get(1).follows()).isTrue();
    gops.forEach(Gop::release);
    assertThat(film.alive()).isZero();
  }

  @Test
  void theFilmPlaysInFfmpegWithoutAComplaint() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffprobe")), "ffprobe is not installed");
    List<AccessUnit> units = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      units.addAll(film.realGop(number));
    }
    var row = TestDisks.row(write(gops(units)));
    Path file = directory.resolve(row.segment().key().path());

    Process ffprobe =
        new ProcessBuilder(
                "/usr/bin/ffprobe",
                "-v",
                "warning",
                "-count_frames",
                "-show_entries",
                "stream=nb_read_frames,duration_ts,time_base,codec_name",
                "-show_entries",
                "format=duration",
                "-of",
                "default=nw=1",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(ffprobe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(ffprobe.waitFor()).as(told).isZero();
    assertThat(told)
        .contains("codec_name=h264", "nb_read_frames=40", "duration=4.000000")
        .doesNotContain("[");
    assertThat(InitSegment.TIMESCALE).isEqualTo(90_000);
  }
}
