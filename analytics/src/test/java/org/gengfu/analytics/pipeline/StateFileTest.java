package org.gengfu.analytics.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.gengfu.analytics.pipeline.SceneWatch.SavedScene;
import org.gengfu.core.cases.CaseType;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.Observation.ZoneSource;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.geometry.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
  @TempDir Path directory;
  private StateFile file;

  @BeforeEach
  void prepare() {
    file = new StateFile(directory, "gate");
  }

  @Test
  void noFileIsNoState() throws IOException {
    assertThat(file.load()).isEqualTo(CameraState.EMPTY);
  }

  @Test
  void givesBackWhatItTook() throws IOException {
    CameraState state = state();
    file.save(CameraState.EMPTY);
    file.save(state);
    CameraState loaded = file.load();
    assertThat(loaded).usingRecursiveComparison().isEqualTo(state);
    assertThat(directory.toFile().list()).containsExactly("gate.state");
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    file.save(state());
    Path path = directory.resolve("gate.state");
    byte[] sound = Files.readAllBytes(path);
    for (int i = 0; i < sound.length; i++) {
      byte[] damaged = sound.clone();
      damaged[i] ^= 0x10;
      Files.write(path, damaged);
      assertThatThrownBy(() -> file.load()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    file.save(state());
    Path path = directory.resolve("gate.state");
    byte[] sound = Files.readAllBytes(path);
    for (int length = 0; length < sound.length; length++) {
      Files.write(path, java.util.Arrays.copyOf(sound, length));
      assertThatThrownBy(() -> file.load()).isInstanceOf(IOException.class);
    }
  }

  private static CameraState state() {
    Observation raised =
        new Observation.Raised(
            "e1",
            CaseType.ILLEGAL_DUMPING,
            new ZoneSource("gate", "z1"),
            Severity.CRITICAL,
            Hub.START,
            Hub.START.plusMillis(30_001),
            new Box(0.1, 0.2, 0.3, 0.4),
            null,
            new byte[] {1, 2, 3},
            Set.of("e7", "e8"));
    Observation cleared = new Observation.Cleared("e0", Hub.START.plusSeconds(7), null);
    return new CameraState(
        new SavedScene(320, 180, new byte[] {9, 8, 7}, new byte[] {6}),
        Set.of("e1"),
        List.of(cleared, raised));
  }
}
