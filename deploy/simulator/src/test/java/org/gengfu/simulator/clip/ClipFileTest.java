package org.gengfu.simulator.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gengfu.simulator.encode.TestCard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipFileTest {
  @TempDir private Path directory = Path.of("");

  private static Clip clip() {
    LoopedScene scene = (LoopedScene) TestCard.scene(64, 48);
    return scene.clip();
  }

  @Test
  void comesBackAsItWas() throws IOException {
    Clip clip = clip();
    Path file = directory.resolve("a/b.clip");
    ClipFile.write(file, clip);
    Clip read = ClipFile.read(file).orElseThrow();
    assertThat(read.gopTicks()).isEqualTo(clip.gopTicks());
    assertThat(read.gops()).hasSameSizeAs(clip.gops());
    for (int i = 0; i < clip.gops().size(); i++) {
      assertThat(read.gops().get(i).parameterSets()).isEqualTo(clip.gops().get(i).parameterSets());
      List<Picture> pictures = clip.gops().get(i).pictures();
      for (int p = 0; p < pictures.size(); p++) {
        Picture back = read.gops().get(i).pictures().get(p);
        assertThat(back.offsetTicks()).isEqualTo(pictures.get(p).offsetTicks());
        assertThat(back.nals()).containsExactlyElementsOf(pictures.get(p).nals());
      }
    }
    try (var left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void damagedFilesAreNoClips() throws IOException {
    Path file = directory.resolve("c.clip");
    assertThat(ClipFile.read(file)).isEmpty();
    ClipFile.write(file, clip());
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 3, 11, 17, 40, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(ClipFile.read(file)).as("%d bytes", length).isEmpty();
    }
    byte[] count = whole.clone();
    count[12] = 0x7f;
    Files.write(file, count);
    assertThat(ClipFile.read(file)).isEmpty();
  }
}
