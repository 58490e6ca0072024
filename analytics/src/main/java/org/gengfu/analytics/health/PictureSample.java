package org.gengfu.analytics.health;

import java.time.Instant;

/**
 * What the health of a picture is judged by. The array of luma is read during the call only.
 *
 * @param width of the raster, pixels
 * @param height of the raster, pixels
 * @param luma width·height bytes, row by row
 * @param bands checksums of {@value #BANDS} horizontal bands of the decoded picture at its full
 *     size: equal pictures have equal ones, down to the last bit
 * @param colourless whether the picture has no colour at all, as under infrared light
 * @param at when the picture was taken
 */
@SuppressWarnings("ArrayRecordComponent") // views of reused buffers, never compared
public record PictureSample(
    int width, int height, byte[] luma, long[] bands, boolean colourless, Instant at) {
  /** So many, that the clock in the picture moves two of them at most. */
  public static final int BANDS = 24;

  public PictureSample {
    if (luma.length < width * height || bands.length != BANDS) {
      throw new IllegalArgumentException("no sample: " + luma.length + ", " + bands.length);
    }
  }
}
