package org.gengfu.ingest.av;

/**
 * How big a picture is made when it must be encoded anew.
 *
 * @param maxWidth greatest width in pixels; wider pictures are scaled down
 * @param maxPicturesPerSecond more than this are left out
 */
public record EncodeLimits(int maxWidth, int maxPicturesPerSecond) {
  private static final int MAX_SIDE = 4096;
  private static final int MAX_RATE = 60;

  public EncodeLimits {
    if (maxWidth < 16 || maxWidth > MAX_SIDE) {
      throw new IllegalArgumentException("width: 16 to " + MAX_SIDE + ", not " + maxWidth);
    }
    if (maxPicturesPerSecond < 1 || maxPicturesPerSecond > MAX_RATE) {
      throw new IllegalArgumentException("pictures a second: 1 to " + MAX_RATE);
    }
  }
}
