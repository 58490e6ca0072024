package org.gengfu.analytics.pipeline;

import java.util.List;
import org.gengfu.core.geometry.Polygon;
import org.gengfu.core.village.Camera;

/**
 * What nobody may see in one camera's pictures.
 *
 * @param masks parts that are black before anything looks at a picture
 * @param sharpPeople whether people stay sharp in evidence
 */
record Privacy(List<Polygon> masks, boolean sharpPeople) {
  /** Nothing masked, people pixelated. */
  static final Privacy STANDARD = new Privacy(List.of(), false);

  Privacy {
    masks = List.copyOf(masks);
  }

  static Privacy of(Camera camera) {
    return new Privacy(camera.masks(), camera.sharpPeople());
  }
}
