package org.gengfu.analytics.scene;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Shrinks a decoder's luma plane to the analysis raster by area averaging.
 *
 * <p>Of a tall picture only some rows per raster row are read: from 1080p all rows cost 481 µs a
 * picture and say no more about what stays (finding of the prototype). Columns are always averaged
 * whole, so fine texture does not alias. One reducer per source format; not for two threads.
 */
public final class RasterReducer {
  /** The raster's width: 4-pixel cells then see a 10-pixel bag of a 640-pixel stream. */
  public static final int RASTER_WIDTH = 320;

  /** Rows read for one raster row: two take out the interlace and noise of a single one. */
  private static final int ROWS_PER_RASTER_ROW = 2;

  private static final int MIN_RASTER_HEIGHT = 16;
  private static final int FIXED_ONE = 1 << 16;

  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle SHORTS = view(short[].class);

  private final int sourceWidth;
  private final int sourceHeight;
  private final int width;
  private final int height;
  private final int[] columnStart;
  private final int[] columnWeight;
  private final byte[] row;
  private final byte[] secondRow;
  private final int[] sums;

  /** Source columns of one raster column where all have as many, an even number; else 0. */
  private final int evenFactor;

  /** A reducer for pictures of one size; narrower pictures than the raster keep their width. */
  public RasterReducer(int sourceWidth, int sourceHeight) {
    this(sourceWidth, sourceHeight, RASTER_WIDTH);
  }

  /** A reducer to a raster of another width. */
  public static RasterReducer of(int sourceWidth, int sourceHeight, int rasterWidth) {
    return new RasterReducer(sourceWidth, sourceHeight, rasterWidth);
  }

  RasterReducer(int sourceWidth, int sourceHeight, int rasterWidth) {
    if (sourceWidth < MIN_RASTER_HEIGHT || sourceHeight < MIN_RASTER_HEIGHT) {
      throw new IllegalArgumentException("too small: " + sourceWidth + "×" + sourceHeight);
    }
    this.sourceWidth = sourceWidth;
    this.sourceHeight = sourceHeight;
    this.width = Math.min(rasterWidth, sourceWidth);
    // Even, and with the source's aspect, so that shapes stay true.
    int evenHeight = 2 * Math.round(width * (float) sourceHeight / sourceWidth / 2);
    this.height = Math.max(MIN_RASTER_HEIGHT, Math.min(evenHeight, sourceHeight));
    this.columnStart = new int[width + 1];
    this.columnWeight = new int[width];
    for (int x = 0; x <= width; x++) {
      columnStart[x] = (int) ((long) x * sourceWidth / width);
    }
    for (int x = 0; x < width; x++) {
      columnWeight[x] = FIXED_ONE / (columnStart[x + 1] - columnStart[x]);
    }
    int wholeLongs = (sourceWidth + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    this.row = new byte[wholeLongs];
    this.secondRow = new byte[wholeLongs];
    this.sums = new int[width];
    int factor = sourceWidth / width;
    boolean even = factor % 2 == 0 && factor * width == sourceWidth && 2 * height <= sourceHeight;
    this.evenFactor = even ? factor : 0;
  }

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /**
   * Fills the raster.
   *
   * @param plane luma; pixel (x, y) is at index y·stride + x, the buffer's position is not used
   * @param stride bytes from one row to the next
   * @param raster receives width()·height() bytes
   */
  public void reduce(ByteBuffer plane, int stride, byte[] raster) {
    if (stride < sourceWidth || plane.limit() < stride * (sourceHeight - 1) + sourceWidth) {
      throw new IllegalArgumentException(
          "plane of " + plane.limit() + " bytes, stride " + stride + " is too small");
    }
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * sourceHeight / height);
      int bottom = Math.max(top + 1, (int) ((long) (y + 1) * sourceHeight / height));
      int rows = Math.min(bottom - top, ROWS_PER_RASTER_ROW);
      if (evenFactor > 0) {
        plane.get(source(top, bottom, 0, rows) * stride, row, 0, sourceWidth);
        plane.get(source(top, bottom, 1, rows) * stride, secondRow, 0, sourceWidth);
        if (evenFactor == 2) {
          FourInOne.row(row, 0, secondRow, 0, raster, y * width, width);
        } else {
          addPairs();
          writeRow(raster, y * width, rows);
        }
        continue;
      }
      Arrays.fill(sums, 0);
      for (int i = 0; i < rows; i++) {
        plane.get(source(top, bottom, i, rows) * stride, row, 0, sourceWidth);
        addRow();
      }
      writeRow(raster, y * width, rows);
    }
  }

  /** Spread over the raster row's share of the picture: at 1/4 and 3/4 for two rows. */
  private static int source(int top, int bottom, int i, int rows) {
    return top + (2 * i + 1) * (bottom - top) / (2 * rows);
  }

  /** Of both rows the sums of the raster's columns. */
  private void addPairs() {
    for (int at = 0; at < row.length; at += Long.BYTES) {
      LONGS.set(row, at, FourInOne.pairSums(row, at, secondRow, at));
    }
    int pairs = evenFactor / 2;
    for (int x = 0, at = 0; x < width; x++) {
      int sum = 0;
      for (int i = 0; i < pairs; i++, at += Short.BYTES) {
        sum += (short) SHORTS.get(row, at);
      }
      sums[x] = sum;
    }
  }

  private void addRow() {
    for (int x = 0; x < width; x++) {
      int sum = 0;
      for (int i = columnStart[x]; i < columnStart[x + 1]; i++) {
        sum += row[i] & 0xff;
      }
      sums[x] += sum;
    }
  }

  private void writeRow(byte[] raster, int offset, int rows) {
    // The sum of a column times its weight is rows · luma · 2¹⁶: far from an overflow.
    int round = FIXED_ONE / 2 * rows;
    int shift = 15 + rows;
    for (int x = 0; x < width; x++) {
      raster[offset + x] = (byte) ((sums[x] * columnWeight[x] + round) >> shift);
    }
  }
}
