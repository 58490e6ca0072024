package org.gengfu.simulator.clip;

import java.util.Arrays;

/**
 * What a decoder must know first.
 *
 * @param width of the picture in pixels
 * @param height of the picture in pixels
 * @param sps sequence parameter set, a NAL unit without start code
 * @param pps picture parameter set, a NAL unit without start code
 */
public record ParameterSets(int width, int height, byte[] sps, byte[] pps) {
  @Override
  public boolean equals(Object other) {
    return other instanceof ParameterSets that
        && width == that.width
        && height == that.height
        && Arrays.equals(sps, that.sps)
        && Arrays.equals(pps, that.pps);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sps) + Arrays.hashCode(pps);
  }

  @Override
  public String toString() {
    return width + "×" + height;
  }
}
