package org.gengfu.analytics.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RasterReducerTest {
  @ParameterizedTest
  @CsvSource({
    "640,360,320,180", "1920,1080,320,180", "768,576,320,240", "720,480,320,214",
    "352,288,320,262", "320,240,320,240", "200,100,200,100", "2560,1440,320,180"
  })
  void keepsTheAspect(int width, int height, int rasterWidth, int rasterHeight) {
    RasterReducer reducer = new RasterReducer(width, height);
    assertThat(reducer.width()).isEqualTo(rasterWidth);
    assertThat(reducer.height()).isEqualTo(rasterHeight);
  }

  @ParameterizedTest
  @CsvSource({"640,360", "1920,1080", "704,576", "333,251"})
  void anEvenPictureStaysEvenAndPaddingIsNotRead(int width, int height) {
    int stride = width + 32;
    byte[] plane = new byte[stride * height];
    Arrays.fill(plane, (byte) 0);
    for (int y = 0; y < height; y++) {
      Arrays.fill(plane, y * stride, y * stride + width, (byte) 200);
    }
    RasterReducer reducer = new RasterReducer(width, height);
    byte[] raster = new byte[reducer.width() * reducer.height()];
    reducer.reduce(ByteBuffer.wrap(plane), stride, raster);
    for (byte pixel : raster) {
      assertThat(pixel & 0xff).isBetween(199, 200);
    }
  }

  @Test
  void averagesTheArea() {
    byte[] plane = new byte[640 * 360];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = (byte) ((i % 640 + i / 640) % 2 == 0 ? 100 : 50);
    }
    byte[] raster = new byte[320 * 180];
    new RasterReducer(640, 360).reduce(ByteBuffer.wrap(plane), 640, raster);
    assertThat(raster).containsOnly(75);
  }

  @Test
  void aPlaneThatIsTooSmallIsRefused() {
    RasterReducer reducer = new RasterReducer(640, 360);
    byte[] raster = new byte[320 * 180];
    ByteBuffer small = ByteBuffer.allocate(640 * 360 - 1);
    assertThatThrownBy(() -> reducer.reduce(small, 640, raster))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
