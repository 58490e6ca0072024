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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.recording.Fragment;
import org.gengfu.ingest.mp4.GopFragment;
import org.gengfu.ingest.mp4.InitSegment;
import org.gengfu.ingest.recording.SegmentScan.Depth;
import org.gengfu.ingest.testing.TestUnits;
import org.gengfu.ingest.testing.Tone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read again from the file alone, wherever the file was cut. */
class SegmentFileTest {
  private static final AudioFormat AAC =
      new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});
  private static final AudioFormat G711 = new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]);

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

  /** Every second time with sound, of which some groups have none. */
  private static List<Gop> withSound(List<Gop> gops, Random random) {
    if (random.nextBoolean()) {
      return gops;
    }
    List<Gop> heard = new ArrayList<>();
    for (Gop gop : gops) {
      List<AudioUnit> sound = new ArrayList<>();
      long pts = gop.firstPts() - random.nextInt(20_000);
      while (pts < gop.endPts() && (heard.isEmpty() || random.nextInt(20) > 0)) {
        sound.add(new AudioUnit(AAC, pts, 1_024, new byte[1 + random.nextInt(400)]));
        pts += 5_760 + random.nextInt(3);
      }
      heard.add(gop.with(sound));
    }
    return heard;
  }

  private SegmentScan scan(Path file, Depth depth, @Nullable Duration lookAtLast)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return SegmentScan.of(channel, depth, lookAtLast);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 499_999, 789_999_499, 789_999_501, 789_999_999, 999_999_999})
  void timesComeBackToTheMillisecondHoweverCloseTheyAreToTheNext(int nanos) throws IOException {
    List<AccessUnit> units = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Instant wallClock = Instant.ofEpochSecond(1_795_764_189L + i, nanos);
      units.add(film.unit(TestUnits.SUB, i * 90_000L, i % 2 == 0, 100, wallClock));
    }
    var row = TestDisks.row(write(gops(units)));
    SegmentScan scan = scan(directory.resolve(row.segment().key().path()), Depth.PICTURES, null);

    assertThat(scan.fragments()).isEqualTo(row.fragments());
    assertThat(scan.fragments().get(0).wallClock().toEpochMilli())
        .isEqualTo(1_795_764_189_000L + nanos / 1_000_000);
  }

  @RepeatedTest(30)
  void anyPicturesComeBackFromTheFileAlone(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Gop> gops = withSound(gops(randomUnits(random)), random);

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
    var row = TestDisks.row(write(withSound(gops(randomUnits(random)), random)));
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
    var row = TestDisks.row(write(withSound(gops(randomUnits(random)), random)));
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

    assertThat(probed(file))
        .contains("codec_name=h264", "nb_read_frames=40", "duration=4.000000")
        .doesNotContain("[");
    assertThat(InitSegment.TIMESCALE).isEqualTo(90_000);
  }

  private static String probed(Path file) throws IOException, InterruptedException {
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
    return told;
  }

  @Test
  void soundOfEitherKindPlaysInFfmpegBesideTheFilmWithoutAComplaint() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffprobe")), "ffprobe is not installed");
    List<AudioUnit> aac = new ArrayList<>();
    for (byte[] frame : Tone.aac(directory, 4)) {
      aac.add(new AudioUnit(AAC, aac.size() * 5_760L, 1_024, frame));
    }
    List<AudioUnit> g711 = new ArrayList<>();
    for (int n = 0; n < 200; n++) {
      byte[] silence = new byte[160];
      java.util.Arrays.fill(silence, (byte) 0xd5);
      g711.add(new AudioUnit(G711, n * 1_800L, 160, silence));
    }

    String withAac = probed(filmWith(aac));
    assertThat(withAac)
        .contains("codec_name=h264", "nb_read_frames=40", "codec_name=aac")
        .contains("nb_read_frames=" + aac.stream().filter(one -> one.pts() < 360_000).count())
        .doesNotContain("[");
    String withG711 = probed(filmWith(g711));
    assertThat(withG711)
        .contains("codec_name=h264", "nb_read_frames=40", "codec_name=pcm_alaw")
        .contains("duration=4.000000")
        .doesNotContain("[");
  }

  private Path filmWith(List<AudioUnit> sound) throws IOException {
    List<AccessUnit> units = new ArrayList<>();
    for (int number = 0; number < 8; number++) {
      units.addAll(film.realGop(number));
    }
    SoundCollector collector = new SoundCollector();
    sound.forEach(collector::add);
    List<Gop> heard =
        gops(units).stream().map(gop -> gop.with(collector.take(gop.endPts()))).toList();
    return directory.resolve(TestDisks.row(write(heard)).segment().key().path());
  }
}
