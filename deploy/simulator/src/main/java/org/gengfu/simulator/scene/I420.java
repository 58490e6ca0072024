package org.gengfu.simulator.scene;

/**
 * A picture as video codecs take it: luma, and both colour differences at half size, limited range.
 *
 * @param width even
 * @param height even
 * @param y width × height
 * @param u width/2 × height/2
 * @param v width/2 × height/2
 */
public record I420(int width, int height, byte[] y, byte[] u, byte[] v) {
  /** A picture of these even sides, all green. */
  public static I420 of(int width, int height) {
    int chroma = (width / 2) * (height / 2);
    return new I420(width, height, new byte[width * height], new byte[chroma], new byte[chroma]);
  }
}
