package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.recording.Fragment;
import org.gengfu.core.recording.RecordedSegment;
import org.gengfu.core.recording.Recordings;
import org.gengfu.core.recording.Segment;
import org.gengfu.core.recording.VideoFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Streams that a camera may send and the simulator doesn't: with pictures that refer to later ones,
 * and H.265. FFmpeg makes them in fragments, and finds the same pictures in our file, bit for bit.
 */
class ReorderedVideoTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final int PICTURES = 100;
  private static final Vertx VERTX = Vertx.vertx();

  @TempDir private Path directory;

  @AfterAll
  static void closeVertx() {
    VERTX.close().toCompletionStage().toCompletableFuture().join();
  }

  @ParameterizedTest
  @CsvSource({"libx264, 0", "libx264, 2", "libx265, 0", "libx265, 2"})
  void everyPictureIsTheSame(String encoder, int reordered) throws Exception {
    Path made = directory.resolve("made.mp4");
    String log =
        run(
            "ffmpeg",
            "-v",
            "error",
            "-f",
            "lavfi",
            "-i",
            "testsrc2=s=96x64:r=25:d=4",
            "-pix_fmt",
            "yuv420p",
            "-c:v",
            encoder,
            "-g",
            "25",
            "-bf",
            String.valueOf(reordered),
            "-x265-params",
            "log-level=none:open-gop=0",
            "-tag:v",
            encoder.equals("libx265") ? "hvc1" : "avc1",
            "-video_track_timescale",
            "90000",
            "-movflags",
            "empty_moov+default_base_moof+frag_keyframe",
            made.toString());
    assumeTrue(Files.exists(made) && Files.size(made) > 0, "no " + encoder + ": " + log);
    RecordedSegment segment = segment(made);
    assertThat(segment.fragments()).as("one a group").hasSize(4);

    Playback playback = new Playback(VERTX, only(segment), new SimpleMeterRegistry(), () -> START);
    VideoFile file = playback.file("gate", START, START.plusSeconds(10));
    Path whole = write(file, "whole.mp4");
    assertThat(hashes(whole)).hasSize(PICTURES).isEqualTo(hashes(made));
    Probe probe = Probe.of(whole);
    assertThat(probe.errors()).isEmpty();
    assertThat(probe.pictures().get(0)).isEqualTo(0, within(0.001));
    assertThat(probe.pictures().get(99)).isEqualTo(3.96, within(0.001));
    assertThat(probe.duration()).isEqualTo(4, within(0.02));

    // Two seconds from the middle, beginning between two keyframes.
    Path part =
        write(playback.file("gate", START.plusMillis(1_600), START.plusSeconds(3)), "p.mp4");
    Probe middle = Probe.of(part);
    assertThat(middle.errors()).isEmpty();
    assertThat(middle.pictures()).hasSize(35);
    assertThat(hashes(part)).isEqualTo(hashes(made).subList(40, 75));
  }

  private Path write(VideoFile file, String name) throws IOException {
    Path path = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(path)) {
      file.copyTo(out);
    }
    return path;
  }

  /** A hash of each decoded picture, in the order in which they are shown. */
  private static List<String> hashes(Path file) throws IOException, InterruptedException {
    return run("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "framemd5", "-")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.lastIndexOf(',') + 1).strip())
        .toList();
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "FFmpeg is not here");
      throw e;
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return text;
  }

  /** The index that the recorder would have made of the file. */
  private static RecordedSegment segment(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    List<Fragment> fragments = new ArrayList<>();
    long decodeTime = 0;
    while (bytes.hasRemaining()) {
      BoxReader.Head box = BoxReader.head(bytes, bytes.remaining());
      int at = bytes.position();
      if (box.type().equals("moof")) {
        int size = (int) box.size();
        Pictures pictures =
            Objects.requireNonNull(
                FragmentParser.parse(
                    bytes.slice(at + box.header(), size - box.header()), at, VideoTrack.ID));
        int data = (int) BoxReader.head(bytes.duplicate().position(at + size), 1 << 30).size();
        long units = pictures.unitsBefore(pictures.count());
        Instant wallClock = START.plus(Units.duration(decodeTime));
        fragments.add(new Fragment(at, size + data, decodeTime, units, wallClock, true));
        decodeTime += units;
      }
      bytes.position(at + (int) box.size());
    }
    return new RecordedSegment(
        new Segment(
            new Segment.Key(1, "made.mp4"),
            "gate",
            StreamName.MAIN,
            START,
            START.plus(Units.duration(decodeTime)),
            Segment.State.CLOSED,
            bytes.capacity(),
            "avc1",
            96,
            64,
            0),
        file,
        fragments);
  }

  private static Recordings only(RecordedSegment segment) {
    return new Recordings() {
      @Override
      public List<RecordedSegment> between(
          String cameraId, StreamName stream, Instant from, Instant to) {
        return List.of(segment);
      }

      @Override
      public List<Span> spans(
          String cameraId, StreamName stream, Instant from, Instant to, int joinSeconds) {
        return List.of();
      }
    };
  }
}
