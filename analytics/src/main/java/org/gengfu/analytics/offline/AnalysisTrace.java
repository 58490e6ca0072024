package org.gengfu.analytics.offline;

import org.gengfu.analytics.decode.Picture;
import org.gengfu.analytics.scene.SceneView;

/** Sees what is held of every picture of a video. */
public interface AnalysisTrace {
  /**
   * @param picture valid during the call only
   * @param nanos time since the video's start
   * @param view what is held of the picture
   */
  void see(Picture picture, long nanos, SceneView view);
}
