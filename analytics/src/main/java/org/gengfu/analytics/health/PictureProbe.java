package org.gengfu.analytics.health;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.zip.CRC32C;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.scene.RasterReducer;
import org.gengfu.core.threads.PerThread;
import org.jspecify.annotations.Nullable;

/** Takes a sample of a decoded picture: a raster, and checksums of some rows. For one thread. */
public final class PictureProbe {
  /** Rows looked at in each band: letters of a clock in the picture are at least 16 rows high. */
  private static final int ROWS_PER_BAND = 5;

  private static final PerThread<Integer, byte[]> RASTERS = new PerThread<>(byte[]::new);

  private final CRC32C checksum = new CRC32C();
  private @Nullable RasterReducer reducer;
  private int sourceWidth;
  private int sourceHeight;

  /** The sample; its raster is used again by the thread's next call, of whichever camera. */
  public PictureSample take(Picture picture, Instant at) {
    return take(
        picture.luma(),
        picture.lumaStride(),
        picture.width(),
        picture.height(),
        picture.colourless(),
        at);
  }

  PictureSample take(
      ByteBuffer luma, int stride, int width, int height, boolean colourless, Instant at) {
    RasterReducer fitting = reducer;
    if (fitting == null || width != sourceWidth || height != sourceHeight) {
      fitting = new RasterReducer(width, height);
      reducer = fitting;
      sourceWidth = width;
      sourceHeight = height;
    }
    byte[] raster = RASTERS.of(fitting.width() * fitting.height());
    fitting.reduce(luma, stride, raster);
    return new PictureSample(
        fitting.width(),
        fitting.height(),
        raster,
        bands(luma, stride, width, height),
        colourless,
        at);
  }

  private long[] bands(ByteBuffer luma, int stride, int width, int height) {
    long[] bands = new long[PictureSample.BANDS];
    ByteBuffer row = luma.duplicate();
    for (int band = 0; band < bands.length; band++) {
      int top = band * height / bands.length;
      int bottom = Math.max(top + 1, (band + 1) * height / bands.length);
      int rows = Math.min(ROWS_PER_BAND, bottom - top);
      checksum.reset();
      for (int i = 0; i < rows; i++) {
        int y = Math.min(height - 1, top + i * (bottom - top) / rows);
        row.limit(y * stride + width).position(y * stride);
        checksum.update(row);
      }
      bands[band] = checksum.getValue();
    }
    return bands;
  }
}
