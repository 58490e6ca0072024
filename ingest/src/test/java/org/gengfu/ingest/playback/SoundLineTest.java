package org.gengfu.ingest.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Units of 1,024 samples, 16,000 a second: 5,760 units of time. */
class SoundLineTest {
  private static final long UNIT = 5_760;

  private final List<Long> silences = new ArrayList<>();
  private final SoundLine line =
      new SoundLine(Objects.requireNonNull(SoundCoding.of(Tape.AAC)), silences::add);

  private boolean takes(long at) {
    return line.takes(at, 1_024);
  }

  @Test
  void unitsThatFollowEachOtherAreTakenAsTheyCome() {
    for (int n = 0; n < 100; n++) {
      assertThat(takes(n * UNIT + 900L * (n % 3))).isTrue();
    }
    assertThat(silences).isEmpty();
    assertThat(line.end()).isEqualTo(102_400);
  }

  @Test
  void whereSomeAreMissingThereIsSilence() {
    takes(0);
    assertThat(takes(5 * UNIT + 300)).isTrue();
    assertThat(silences).containsExactly(4L);
    assertThat(takes(6 * UNIT)).isTrue();
    assertThat(line.end()).isEqualTo(7 * 1_024);
  }

  @Test
  void tooManyAreLeftOut() {
    int taken = 0;
    for (int n = 0; n < 1_000; n++) {
      taken += takes(n * UNIT * 98 / 100) ? 1 : 0;
      long stray = line.end() - line.samplesAt((n + 1) * UNIT * 98 / 100);
      assertThat(Math.abs(stray)).isLessThanOrEqualTo(1_024);
    }
    assertThat(taken).isBetween(978, 982);
    assertThat(silences).isEmpty();
  }

  @Test
  void theFirstOneBeginsAsNearAsItCan() {
    assertThat(takes(-UNIT)).as("before the pictures").isFalse();
    assertThat(takes(-UNIT / 2 + 10)).isTrue();
    assertThat(line.end()).isEqualTo(1_024);
    line.resumeAt(0);
    assertThat(takes(3 * UNIT + UNIT / 2 - 10)).isTrue();
    assertThat(silences).containsExactly(3L);
  }

  @Test
  void silenceGoesNoFurtherThanAsked() {
    line.fillUpTo(10 * UNIT - 1);
    assertThat(silences).containsExactly(9L);
    line.fillUpTo(5 * UNIT);
    assertThat(line.end()).isEqualTo(9 * 1_024);
  }
}
