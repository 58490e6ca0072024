package org.gengfu.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gengfu.core.media.AccessUnit;
import org.gengfu.core.media.AudioCodec;
import org.gengfu.core.media.AudioFormat;
import org.gengfu.core.media.AudioUnit;
import org.gengfu.core.media.LiveStreams.Note;
import org.gengfu.core.media.LiveStreams.Viewer;
import org.gengfu.ingest.testing.TestUnits;
import org.gengfu.ingest.testing.Tone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sound beside the pictures of a live view; pictures come every 6,000, sound every 5,760 units. */
class LiveSoundTest {
  private static final AudioFormat AAC =
      new AudioFormat(AudioCodec.AAC, 16_000, 1, new byte[] {0x14, 0x08});
  private static final int PICTURE = 6_000;
  private static final int SOUND = 1_024 * 90_000 / 16_000;
  private static final String WITHOUT = "video/mp4; codecs=\"avc1.4d4016\"";
  private static final String WITH = "video/mp4; codecs=\"avc1.4d4016,mp4a.40.2\"";

  private final TestUnits units = new TestUnits();
  private final ToBytes viewer = new ToBytes();
  private final LiveView view = new LiveView(viewer, count -> {});

  private static final class ToBytes implements Viewer {
    private final List<String> mimeTypes = new ArrayList<>();
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int fragments;
    private boolean ready = true;

    @Override
    public void start(String mimeType, Buffer segment) {
      mimeTypes.add(mimeType);
      bytes = new ByteArrayOutputStream();
      bytes.writeBytes(segment.getBytes());
    }

    @Override
    public void fragment(Buffer fragment, boolean keyframe) {
      fragments++;
      bytes.writeBytes(fragment.getBytes());
    }

    @Override
    public void note(Note note) {}

    @Override
    public boolean ready() {
      return ready;
    }
  }

  @AfterEach
  void everythingIsFreed() {
    view.close();
    assertThat(units.alive()).isZero();
  }

  @Test
  void isPromisedFromTheKeyframeOnBehindWhichItComes() {
    picture(0, true);
    picture(1, false);
    sound(100);
    picture(2, false);
    assertThat(viewer.mimeTypes).containsExactly(WITHOUT);
    picture(3, true);
    picture(4, false);
    assertThat(viewer.mimeTypes).containsExactly(WITHOUT, WITH);
    int before = viewer.fragments;
    sound(3 * PICTURE + 100);
    sound(3 * PICTURE + 100 + SOUND);
    assertThat(viewer.fragments - before).as("one waits for the next").isEqualTo(1);
  }

  @Test
  void isPromisedNoLongerWhereItHasEnded() {
    isPromisedFromTheKeyframeOnBehindWhichItComes();
    picture(24, true);
    picture(25, false);
    assertThat(viewer.mimeTypes).containsExactly(WITHOUT, WITH, WITHOUT);
  }

  @Test
  void whatBrowsersCannotPlayIsLeftOut() {
    AudioFormat g711 = new AudioFormat(AudioCodec.PCMA, 8_000, 1, new byte[0]);
    for (int n = 0; n < 10; n++) {
      view.hear(new AudioUnit(g711, (long) n * PICTURE, 160, new byte[160]));
      picture(n, n % 3 == 0);
    }
    assertThat(viewer.mimeTypes).containsExactly(WITHOUT);
  }

  @Test
  void aSlowViewerLosesItWithThePictures() {
    isPromisedFromTheKeyframeOnBehindWhichItComes();
    viewer.ready = false;
    picture(5, false);
    int before = viewer.fragments;
    sound(5 * PICTURE);
    sound(6 * PICTURE);
    assertThat(viewer.fragments).isEqualTo(before);
  }

  @Test
  void playsInFfmpegWithoutGaps(@TempDir Path directory) throws Exception {
    assumeTrue(runs("ffmpeg", "-version"), "FFmpeg is not here");
    long pts = 0;
    int number = 0;
    for (byte[] frame : Tone.aac(directory, 6)) {
      while ((long) number * PICTURE <= pts) {
        picture(number, number % 30 == 0);
        number++;
      }
      view.hear(new AudioUnit(AAC, pts, 1_024, frame));
      pts += SOUND;
    }
    assertThat(viewer.mimeTypes).containsExactly(WITH);
    Path file = directory.resolve("live.mp4");
    Files.write(file, viewer.bytes.toByteArray());
    // The pictures are no real ones, which it says too.
    assertThat(
            run("ffmpeg", "-v", "error", "-i", file.toString(), "-map", "0:a", "-f", "null", "-"))
        .noneMatch(line -> line.contains("aac") || line.contains("mp4"));
    List<String> packets =
        run(
            "ffprobe",
            "-v",
            "quiet",
            "-select_streams",
            "a",
            "-show_entries",
            "packet=pts,duration",
            "-of",
            "csv=p=0",
            file.toString());
    assertThat(packets).hasSizeGreaterThan(50);
    long end = Long.parseLong(packets.get(0).split(",", -1)[0]);
    assertThat(end).as("with the pictures").isBetween(0L, 2L * PICTURE);
    for (String packet : packets) {
      String[] words = packet.split(",", -1);
      assertThat(Long.parseLong(words[0])).isEqualTo(end);
      end += Long.parseLong(words[1]);
    }
  }

  private void picture(int number, boolean keyframe) {
    AccessUnit unit = units.unit(TestUnits.SUB, (long) number * PICTURE, keyframe, 10);
    view.accept(unit);
    unit.release();
  }

  private void sound(long pts) {
    view.hear(new AudioUnit(AAC, pts, 1_024, new byte[] {1, 2, 3}));
  }

  private static boolean runs(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] out = process.getInputStream().readAllBytes();
    return new String(out, StandardCharsets.UTF_8).lines().toList();
  }
}
