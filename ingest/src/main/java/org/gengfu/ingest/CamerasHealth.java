package org.gengfu.ingest;

import java.util.Collection;
import org.gengfu.core.life.HealthCheck;
import org.gengfu.core.media.CameraState;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.media.CameraStatuses;

/** Whether pictures flow: from at least one camera, unless none is switched on. */
record CamerasHealth(CameraStatuses cameras) implements HealthCheck {
  @Override
  public String name() {
    return "cameras";
  }

  @Override
  public Result check() {
    Collection<CameraStatus> all = cameras.all();
    long enabled = all.stream().filter(one -> one.state() != CameraState.DISABLED).count();
    long streaming = all.stream().filter(one -> one.state() == CameraState.STREAMING).count();
    String seen = streaming + " of " + enabled + " cameras that are switched on stream";
    boolean healthy = streaming > 0 || enabled == 0;
    return new Result(
        healthy, healthy ? seen : seen + ": see each camera's state for what to do about it");
  }
}
