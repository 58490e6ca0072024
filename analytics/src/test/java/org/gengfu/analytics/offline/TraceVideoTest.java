package org.gengfu.analytics.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.decode.VideoFile;
import org.gengfu.analytics.testing.Mp4Writer;
import org.gengfu.analytics.testing.RenderedVideo;
import org.gengfu.analytics.testing.StreetFilm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceVideoTest {
  private static final String SCENE =
      """
      {"zones": [{"id": "p", "kind": "no-parking", "dwell_s": 20,
                  "polygon": [[0.2, 0.2], [0.8, 0.2], [0.8, 0.95], [0.2, 0.95]]}]}
      """;

  @TempDir Path directory;

  /** The van stands from second 20 on, and is raised at 40: red from then on, and not before. */
  @Test
  void showsWhatIsHeldOfEachPicture() throws IOException {
    Path video = directory.resolve("street.mp4");
    Mp4Writer.write(new RenderedVideo(new StreetFilm(1, 60, 20, 70), 2), video);
    Path traced = directory.resolve("trace.mp4");
    SceneFile scene = SceneFile.parse(SCENE);
    List<AnalyzedEvent> events = new ArrayList<>();
    VideoAnalysis.Summary summary;
    try (TraceVideo trace = new TraceVideo(traced, scene.zones())) {
      summary = VideoAnalysis.run(video, scene, null, trace, events::add);
    }
    assertThat(events).hasSize(1);

    TreeMap<Long, Integer> red = new TreeMap<>();
    try (JpegEncoder jpegs = new JpegEncoder()) {
      new VideoFile(traced)
          .read((picture, nanos) -> red.put(nanos / 1_000_000_000L, red(jpegs, picture)));
    }
    assertThat(red).hasSize((int) summary.pictures());
    assertThat(red.headMap(36L).values()).allMatch(pixels -> pixels < 40);
    assertThat(red.tailMap(46L).values()).isNotEmpty().allMatch(pixels -> pixels > 400);
  }

  @Test
  void whereNothingCanBeWrittenIsTold() {
    Path nowhere = directory.resolve("no/such/folder/trace.mp4");
    assertThatThrownBy(() -> new TraceVideo(nowhere, List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(nowhere.toString());
  }

  private static int red(JpegEncoder jpegs, Picture picture) {
    assertThat(List.of(picture.width(), picture.height())).containsExactly(1280, 540);
    try {
      byte[] jpeg = jpegs.encode(picture, picture.width(), null);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg));
      int count = 0;
      for (int y = 0; y < image.getHeight(); y++) {
        for (int x = 0; x < 960; x++) {
          int rgb = image.getRGB(x, y);
          int green = rgb >> 8 & 0xff;
          count += (rgb >> 16 & 0xff) > 170 && green < 110 && (rgb & 0xff) < 110 ? 1 : 0;
        }
      }
      return count;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
