package org.gengfu.analytics.scene;

/**
 * One sharp picture's luma on the analysis raster. The array is read during the call only and may
 * be used again by the caller.
 *
 * @param width pixels
 * @param height pixels
 * @param luma width·height bytes, row by row, no padding
 * @param presentationNanos the stream's own time; monotonic per stream, jumps are survived
 * @param wallMillis wall clock at which the picture was taken, since the epoch
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a reused buffer, never compared
public record LumaPicture(
    int width, int height, byte[] luma, long presentationNanos, long wallMillis) {
  public LumaPicture {
    if (luma.length < width * height) {
      throw new IllegalArgumentException(
          luma.length + " bytes cannot hold " + width + "×" + height + " pixels");
    }
  }
}
