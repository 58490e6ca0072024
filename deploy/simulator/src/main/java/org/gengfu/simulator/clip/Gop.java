package org.gengfu.simulator.clip;

import java.util.List;

/**
 * A keyframe and the pictures that need it, up to the next keyframe.
 *
 * @param parameterSets valid for all its pictures
 * @param pictures in order of time, the first an IDR picture at offset 0
 */
public record Gop(ParameterSets parameterSets, List<Picture> pictures) {
  public Gop {
    pictures = List.copyOf(pictures);
    if (pictures.isEmpty() || pictures.get(0).offsetTicks() != 0) {
      throw new IllegalArgumentException("a GOP begins with a picture at offset 0");
    }
  }
}
