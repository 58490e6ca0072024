package org.gengfu.analytics.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gengfu.analytics.testing.Mp4Writer;
import org.gengfu.analytics.testing.PatternFilm;
import org.gengfu.analytics.testing.RenderedVideo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFileTest {
  @TempDir Path directory;

  @Test
  void givesTheKeyframes() throws IOException {
    PatternFilm film = new PatternFilm(64, 64, 80, 0);
    List<Double> seconds = seconds(write(film, 20));
    assertThat(seconds).containsExactly(0.0, 2.0, 4.0, 6.0);
  }

  @Test
  void givesPicturesTwoSecondsApartWhereKeyframesAreRare() throws IOException {
    PatternFilm film = new PatternFilm(64, 64, 90, 0);
    List<Double> seconds = seconds(write(film, 90));
    assertThat(seconds).containsExactly(0.0, 2.0, 4.0, 6.0, 8.0);
  }

  @Test
  void picturesAreTheRightOnes() throws IOException {
    PatternFilm film = new PatternFilm(64, 64, 90, 0);
    new VideoFile(write(film, 90))
        .read(
            (picture, nanos) -> {
              int seen = picture.luma().get(0) & 0xff;
              int drawn = film.luma((int) (nanos / 100_000_000), 0, 0);
              assertThat(Math.abs(seen - drawn)).isLessThan(4);
            });
  }

  @Test
  void tellsTheLength() throws IOException {
    long nanos = new VideoFile(write(new PatternFilm(64, 64, 40, 0), 20)).read((p, n) -> {});
    assertThat(nanos).isEqualTo(4_000_000_000L);
  }

  @Test
  void brokenPicturesAreCountedAndTheRestIsRead() throws IOException {
    Path file = write(new PatternFilm(176, 144, 100, 0), 20);
    byte[] bytes = Files.readAllBytes(file);
    Random random = new Random(31);
    for (int i = 0; i < 400; i++) {
      // Behind the 48 bytes of ftyp and mdat's head, before the index at the end.
      bytes[2000 + random.nextInt(bytes.length / 2)] = (byte) random.nextInt();
    }
    Files.write(file, bytes);
    List<Boolean> damaged = new ArrayList<>();
    VideoFile video = new VideoFile(file);
    video.read((picture, nanos) -> damaged.add(picture.damaged()));
    long bad = video.brokenPackets() + damaged.stream().filter(is -> is).count();
    assertThat(bad).isPositive();
    assertThat(damaged).contains(false);
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path text = Files.writeString(directory.resolve("notes.mp4"), "no video\n".repeat(500));
    Path playlist =
        Files.writeString(
            directory.resolve("list.m3u8"), "#EXTM3U\n#EXTINF:2,\nhttp://127.0.0.1:1/a.ts\n");
    assertThatThrownBy(() -> read(directory.resolve("missing.mp4")))
        .isInstanceOf(UnreadableVideoException.class)
        .hasMessageContaining("missing.mp4: there is no such file");
    assertThatThrownBy(() -> read(directory)).isInstanceOf(UnreadableVideoException.class);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UnreadableVideoException.class)
        .hasMessageContaining("notes.mp4: no video");
    assertThatThrownBy(() -> read(playlist)).isInstanceOf(UnreadableVideoException.class);
  }

  @Test
  void interruptedReaderEnds() throws IOException {
    Path file = write(new PatternFilm(64, 64, 20, 0), 20);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> read(file)).isInstanceOf(UnreadableVideoException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private static void read(Path file) throws UnreadableVideoException {
    var unused = new VideoFile(file).read((picture, nanos) -> {});
  }

  private Path write(PatternFilm film, int gopFrames) {
    Path file = directory.resolve("film.mp4");
    Mp4Writer.write(new RenderedVideo(film, gopFrames), file);
    return file;
  }

  private static List<Double> seconds(Path file) throws UnreadableVideoException {
    List<Double> seconds = new ArrayList<>();
    var unused = new VideoFile(file).read((picture, nanos) -> seconds.add(nanos / 1e9));
    return seconds;
  }
}
