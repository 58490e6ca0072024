package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFilesTest {
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  @TempDir private Path directory;
  private Instant now = START;
  private VirtualMp4 file;

  @BeforeEach
  void make() {
    TestRecording recording = new TestRecording(directory);
    recording.add(START, 4);
    file =
        new VirtualMp4(
            RangeReader.read(
                recording.between(
                    "gate", org.gengfu.core.media.StreamName.MAIN, START, key(9).to()),
                START,
                key(9).to()),
            START);
  }

  private static RecentFiles.Key key(int seconds) {
    return new RecentFiles.Key("gate", START, START.plusSeconds(seconds));
  }

  @Test
  void keepsAFileForFiveMinutesAfterItWasLastAskedFor() {
    RecentFiles recent = new RecentFiles(1 << 20, () -> now);
    recent.keep(key(1), file);
    for (int i = 0; i < 5; i++) {
      now = now.plusSeconds(300);
      assertThat(recent.find(key(1))).contains(file);
    }
    assertThat(recent.find(key(2))).isEmpty();
    now = now.plusSeconds(301);
    assertThat(recent.find(key(1))).isEmpty();
    recent.keep(key(2), file);
    assertThat(recent.size()).as("the old one is let go").isEqualTo(1);
  }

  @Test
  void neverKeepsMoreThanItsBoundButTheNewest() {
    RecentFiles recent = new RecentFiles(2 * file.weight(), () -> now);
    for (int i = 1; i <= 3; i++) {
      recent.keep(key(i), file);
      now = now.plusSeconds(1);
    }
    assertThat(List.of(1, 2, 3))
        .filteredOn(i -> recent.find(key(i)).isPresent())
        .containsExactly(2, 3);
    RecentFiles small = new RecentFiles(1, () -> now);
    small.keep(key(1), file);
    assertThat(small.find(key(1))).as("larger than all that is allowed").contains(file);
    small.keep(key(2), file);
    assertThat(small.size()).isEqualTo(1);
  }
}
