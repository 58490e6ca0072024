package org.gengfu.simulator.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnnexBTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void splitsAtLongAndShortStartCodes() {
    assertThat(AnnexB.split(bytes(0, 0, 0, 1, 0x67, 9, 0, 0, 1, 0x68, 0, 0, 0, 1, 0x65, 1, 2)))
        .containsExactly(bytes(0x67, 9), bytes(0x68), bytes(0x65, 1, 2));
  }

  @Test
  void dropsTrailingZerosAndEmptyUnits() {
    assertThat(AnnexB.split(bytes(0, 0, 1, 0x65, 7, 0, 0))).containsExactly(bytes(0x65, 7));
    assertThat(AnnexB.split(bytes(0, 0, 1, 0x65, 0, 0, 1))).containsExactly(bytes(0x65));
    assertThat(AnnexB.split(bytes())).isEmpty();
    assertThat(AnnexB.split(bytes(1, 2, 3))).isEmpty();
  }
}
