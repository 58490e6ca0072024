package org.gengfu.analytics.pipeline;

import java.util.List;
import java.util.Set;
import org.gengfu.analytics.pipeline.SceneWatch.SavedScene;
import org.gengfu.core.cases.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What one camera's analysis must not forget.
 *
 * @param scene the scene model; null before the first picture
 * @param openEpisodes raised and not yet cleared
 * @param untold observations that the sink has not kept yet, oldest first
 */
record CameraState(@Nullable SavedScene scene, Set<String> openEpisodes, List<Observation> untold) {
  static final CameraState EMPTY = new CameraState(null, Set.of(), List.of());
}
