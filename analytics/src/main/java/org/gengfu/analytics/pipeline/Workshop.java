package org.gengfu.analytics.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.gengfu.analytics.budget.DecodeBudget;
import org.gengfu.analytics.decode.JpegEncoder;
import org.gengfu.analytics.decode.KeyframeDecoders;
import org.gengfu.analytics.detect.ObjectDetector;
import org.gengfu.analytics.motion.PresenceListener;
import org.jspecify.annotations.Nullable;

/**
 * What all cameras share.
 *
 * @param workers run everything that takes time
 * @param decoders decode keyframes
 * @param jpegs make pictures for people
 * @param budget what active cameras may use
 * @param detector gives a second opinion on candidates; null for none
 * @param metrics count it
 * @param clock wall clock
 * @param cpu processor time of the calling thread, nanoseconds
 * @param presence hears who is in which zone
 */
record Workshop(
    Workers workers,
    KeyframeDecoders decoders,
    JpegEncoder jpegs,
    DecodeBudget budget,
    @Nullable ObjectDetector detector,
    PipelineMetrics metrics,
    InstantSource clock,
    LongSupplier cpu,
    PresenceListener presence)
    implements AutoCloseable {

  /** The wall clock in nanoseconds, for measuring how much has passed. */
  long nanos() {
    Instant now = clock.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  /** Ends the workers first: they use the rest. */
  @Override
  public void close() {
    workers.close();
    decoders.close();
    jpegs.close();
    if (detector != null) {
      detector.close();
    }
  }
}
