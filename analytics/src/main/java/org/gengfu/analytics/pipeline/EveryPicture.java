package org.gengfu.analytics.pipeline;

import java.time.Duration;
import org.gengfu.analytics.decode.Picture;
import org.gengfu.core.cases.Severity;

/** What is done with all pictures of an active camera, and how much that is worth. */
final class EveryPicture implements ActiveDecode.Use {
  private final CameraAnalysis camera;

  EveryPicture(CameraAnalysis camera) {
    this.camera = camera;
  }

  @Override
  public boolean rest(Duration ahead) {
    return camera.judge().removed() || camera.activity().rest(ahead);
  }

  /** The severest of the zones that ask what moves counts. */
  @Override
  public double weight() {
    return camera.moving().stream().mapToDouble(zone -> weight(zone.severity())).max().orElse(1);
  }

  private static double weight(Severity severity) {
    return switch (severity) {
      case LOW -> 1;
      case MEDIUM -> 2;
      case HIGH -> 4;
      case CRITICAL -> 8;
    };
  }

  @Override
  public double picturesPerSecond() {
    return camera.activity().picturesPerSecond();
  }

  @Override
  public void still(Keyframe keyframe, Picture picture) {
    camera.judge().still(keyframe, picture);
  }

  @Override
  public void moving(Picture picture, long nanos, long wallMillis) {
    camera.judge().moving(picture, nanos, wallMillis);
  }

  @Override
  public void left(Keyframe keyframe) {
    camera.post(keyframe);
  }

  @Override
  public void pause() {
    camera.judge().pause();
  }

  @Override
  public void broken(Exception failure) {
    camera.judge().broken(failure);
  }
}
