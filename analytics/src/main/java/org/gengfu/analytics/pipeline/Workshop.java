package org.gengfu.analytics.pipeline;

import java.time.InstantSource;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.KeyframeDecoders;
import org.gengfu.analytics.motion.PresenceListener;

/**
 * What all cameras share.
 *
 * @param workers run everything that takes time
 * @param decoders decode keyframes
 * @param jpegs make pictures for people
 * @param metrics count it
 * @param clock wall clock
 * @param presence hears who is in which zone
 */
record Workshop(
    Workers workers,
    KeyframeDecoders decoders,
    JpegEncoder jpegs,
    PipelineMetrics metrics,
    InstantSource clock,
    PresenceListener presence)
    implements AutoCloseable {

  /** Ends the workers first: they use the rest. */
  @Override
  public void close() {
    workers.close();
    decoders.close();
    jpegs.close();
  }
}
