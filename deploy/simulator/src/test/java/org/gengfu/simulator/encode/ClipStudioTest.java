package org.gengfu.simulator.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gengfu.simulator.clip.Clip;
import org.gengfu.simulator.scene.Scenery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipStudioTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void filmsOnceAndThenReadsFromDisk() throws IOException {
    ClipStudio studio = new ClipStudio(directory, 1);
    EnumSet<Scenery> wanted = EnumSet.of(Scenery.SCHOOL_CLOUDY);
    Clip made = loop(studio.shoot(wanted));
    assertThat(made.gopTicks()).isEqualTo(180_000);
    assertThat(made.seconds()).isEqualTo(20);
    List<Path> files = files();
    assertThat(files).hasSize(1);
    // What is read is what lies there, not a clip made anew.
    Clip other = TestCard.clip(64, 48);
    org.gengfu.simulator.clip.ClipFile.write(files.get(0), other);
    assertThat(loop(studio.shoot(wanted)).gops()).hasSameSizeAs(other.gops());
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(directory)) {
      return all.toList();
    }
  }

  private static Clip loop(Map<Scenery, Map<String, Clip>> clips) {
    return Objects.requireNonNull(
        Objects.requireNonNull(clips.get(Scenery.SCHOOL_CLOUDY)).get(Scenery.LOOP));
  }
}
