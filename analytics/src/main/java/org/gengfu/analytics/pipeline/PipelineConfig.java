package org.gengfu.analytics.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;

/**
 * How the pipeline runs.
 *
 * @param stateDirectory keeps what must outlive a restart, a file a camera; made when missing
 * @param workers threads that decode and judge
 * @param idleDecoders decoders kept open, one for each format that cameras send
 * @param decodeCores processor time a second that keyframes and active cameras share, in cores
 * @param saveEvery how often a scene that has changed is saved; an observation saves it at once
 * @param retryEvery how often observations that the sink did not keep are told again
 * @param village time zone of the zones' hours
 */
public record PipelineConfig(
    Path stateDirectory,
    int workers,
    int idleDecoders,
    double decodeCores,
    Duration saveEvery,
    Duration retryEvery,
    ZoneId village) {
  public PipelineConfig {
    if (workers < 1 || idleDecoders < 1) {
      throw new IllegalArgumentException("analysis needs a worker and a decoder at least");
    }
    if (!(decodeCores > 0)) {
      throw new IllegalArgumentException("a decode budget of " + decodeCores + " cores");
    }
    if (saveEvery.isNegative() || retryEvery.isNegative() || retryEvery.isZero()) {
      throw new IllegalArgumentException("saving and retrying happen after a positive time");
    }
  }
}
