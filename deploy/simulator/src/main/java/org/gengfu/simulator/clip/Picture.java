package org.gengfu.simulator.clip;

import java.util.List;

/**
 * One encoded picture.
 *
 * @param offsetTicks time since the beginning of its GOP, 90,000 ticks a second
 * @param nals its NAL units without start codes and without parameter sets; not to be changed
 */
public record Picture(long offsetTicks, List<byte[]> nals) {
  public Picture {
    nals = List.copyOf(nals);
  }

  /** Bytes of all NAL units together. */
  public int size() {
    return nals.stream().mapToInt(nal -> nal.length).sum();
  }
}
