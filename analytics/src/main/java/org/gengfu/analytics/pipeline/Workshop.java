package org.gengfu.analytics.pipeline;

import java.time.InstantSource;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.KeyframeDecoders;

/**
 * What all cameras share.
 *
 * @param workers run everything that takes time
 * @param decoders decode keyframes
 * @param jpegs make pictures for people
 * @param metrics count it
 * @param clock wall clock
 */
record Workshop(
    Workers workers,
    KeyframeDecoders decoders,
    JpegEncoder jpegs,
    PipelineMetrics metrics,
    InstantSource clock)
    implements AutoCloseable {

  /** Ends the workers first: they use the rest. */
  @Override
  public void close() {
    workers.close();
    decoders.close();
    jpegs.close();
  }
}
