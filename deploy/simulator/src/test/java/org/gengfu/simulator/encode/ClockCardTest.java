package org.gengfu.simulator.encode;

import static org.assertj.core.api.Assertions.assertThat;

import org.gengfu.simulator.scene.I420;
import org.junit.jupiter.api.Test;

class ClockCardTest {
  @Test
  void everyPictureOfTheLoopIsReadAsItself() {
    I420 picture = I420.of(320, 180);
    ClockCard.Card card = new ClockCard.Card(320, 180);
    for (int number = 0; number < ClockCard.FRAMES; number++) {
      card.draw(number, picture);
      assertThat(read(picture)).isEqualTo(number);
    }
  }

  @Test
  void aWrongSquareIsNoticed() {
    for (int bit = 0; bit < ClockCard.BLOCKS; bit++) {
      int code = ClockCard.code(321) ^ (1 << bit);
      assertThat(ClockCard.code(code >> 4)).isNotEqualTo(code);
    }
  }

  private static int read(I420 picture) {
    int side = picture.width() / ClockCard.BLOCKS_A_WIDTH;
    int code = 0;
    for (int block = 0; block < ClockCard.BLOCKS; block++) {
      int luma = picture.y()[side / 2 * picture.width() + block * side + side / 2] & 0xff;
      code = (code << 1) | (luma > 128 ? 1 : 0);
    }
    assertThat(ClockCard.code(code >> 4)).isEqualTo(code);
    return code >> 4;
  }
}
