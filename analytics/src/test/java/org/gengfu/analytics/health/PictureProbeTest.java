package org.gengfu.analytics.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PictureProbeTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int STRIDE = 704;
  private final PictureProbe probe = new PictureProbe();
  private final ByteBuffer luma = ByteBuffer.allocateDirect(STRIDE * HEIGHT);

  private PictureSample take() {
    return probe.take(luma, STRIDE, WIDTH, HEIGHT, false, Instant.EPOCH);
  }

  @Test
  void equalPicturesHaveEqualBandsAndOneBitChangesOne() {
    for (int i = 0; i < luma.capacity(); i++) {
      luma.put(i, (byte) ((i * 31) >> 3));
    }
    long[] first = take().bands();
    assertThat(take().bands()).isEqualTo(first);
    luma.put(0, (byte) (luma.get(0) ^ 1));
    long[] second = take().bands();
    assertThat(second[0]).isNotEqualTo(first[0]);
    for (int band = 1; band < PictureSample.BANDS; band++) {
      assertThat(second[band]).isEqualTo(first[band]);
    }
  }

  @Test
  void looksAtThePictureOnlyAndNotAtThePadding() {
    long[] first = take().bands();
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = WIDTH; x < STRIDE; x++) {
        luma.put(y * STRIDE + x, (byte) 7);
      }
    }
    assertThat(take().bands()).isEqualTo(first);
  }

  @Test
  void aClockInThePictureMovesTwoBandsAtMost() {
    long[] first = take().bands();
    for (int y = 8; y < 8 + HEIGHT / 30; y++) { // Letters as high as cameras write them.
      for (int x = 20; x < 300; x++) {
        luma.put(y * STRIDE + x, (byte) 200);
      }
    }
    long[] second = take().bands();
    int changed = 0;
    for (int band = 0; band < PictureSample.BANDS; band++) {
      changed += first[band] == second[band] ? 0 : 1;
    }
    assertThat(changed).isBetween(1, 2);
  }
}
