package org.gengfu.core.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FragmentTableTest {
  private static final Instant START = Instant.parse("2026-11-26T08:00:00.123Z");

  @RepeatedTest(20)
  void anyTableComesBackAsItWas(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Fragment> fragments = new ArrayList<>();
    long offset = 700;
    long time = 0;
    for (int i = 0; i < random.nextInt(300); i++) {
      int bytes = 1 + random.nextInt(1 << random.nextInt(1, 31));
      long duration = random.nextInt(1 << random.nextInt(1, 31));
      Instant wallClock =
          Instant.ofEpochMilli(
              START.plus(Fragment.units(time)).toEpochMilli() + random.nextInt(-4_000, 4_000));
      fragments.add(new Fragment(offset, bytes, time, duration, wallClock, random.nextBoolean()));
      offset += bytes;
      time += duration;
    }

    byte[] table = FragmentTable.encode(fragments, START);

    assertThat(FragmentTable.decode(table, START, 700)).isEqualTo(fragments);
  }

  @Test
  void aUsualFragmentTakesEightBytesAtMost() {
    List<Fragment> usual = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      usual.add(
          new Fragment(
              700 + i * 780_000L,
              780_000,
              i * 180_000L,
              180_000,
              START.plusSeconds(2L * i).plusMillis(3),
              true));
    }

    assertThat(FragmentTable.encode(usual, START)).hasSizeLessThan(8 * 150 + 3);
  }

  @Test
  void rubbishIsRefusedInWords() {
    Random random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      byte[] rubbish = new byte[random.nextInt(40)];
      random.nextBytes(rubbish);
      if (rubbish.length > 0 && random.nextBoolean()) {
        rubbish[0] = 1;
      }
      try {
        FragmentTable.decode(rubbish, START, 700);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void aCutTableIsRefused() {
    byte[] table =
        FragmentTable.encode(List.of(new Fragment(700, 90, 0, 3_600, START, true)), START);

    for (int length = 0; length < table.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(table, length);
      assertThatThrownBy(() -> FragmentTable.decode(cut, START, 700))
          .isInstanceOf(IllegalArgumentException.class);
    }
    byte[] longer = java.util.Arrays.copyOf(table, table.length + 1);
    assertThatThrownBy(() -> FragmentTable.decode(longer, START, 700))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tooManyFragmentsAreRefused() {
    // 1 << 20 is 0x80 0x80 0x40 in groups of seven bits; one more is 0x81 0x80 0x40.
    byte[] oneTooMany = {1, (byte) 0x81, (byte) 0x80, 0x40};
    byte[] asMany = {1, (byte) 0x80, (byte) 0x80, 0x40};

    assertThatThrownBy(() -> FragmentTable.decode(oneTooMany, START, 700))
        .hasMessageContaining("1048577 fragments");
    assertThatThrownBy(() -> FragmentTable.decode(asMany, START, 700))
        .hasMessageContaining("damaged");
  }
}
