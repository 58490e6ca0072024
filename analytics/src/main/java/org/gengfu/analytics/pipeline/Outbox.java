package org.gengfu.analytics.pipeline;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one camera's observations to the sink, in their order, each until the sink has kept it. One
 * thread at a time.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final String cameraId;
  private final ObservationSink sink;
  private final Deque<Observation> untold = new ArrayDeque<>();
  private boolean refused;

  Outbox(String cameraId, ObservationSink sink) {
    this.cameraId = cameraId;
    this.sink = sink;
  }

  void add(Collection<? extends Observation> observations) {
    untold.addAll(observations);
  }

  boolean empty() {
    return untold.isEmpty();
  }

  List<Observation> untold() {
    return List.copyOf(untold);
  }

  /**
   * Tells what is untold, and stops at the first observation that the sink does not keep.
   *
   * @return whether any was kept
   */
  boolean tell() {
    boolean any = false;
    while (!untold.isEmpty()) {
      try {
        sink.observe(untold.getFirst());
      } catch (RuntimeException failure) {
        complain(failure);
        return any;
      }
      untold.removeFirst();
      any = true;
      refused = false;
    }
    return any;
  }

  /** One line when it begins, not one for every attempt. */
  private void complain(RuntimeException failure) {
    if (!refused) {
      LOG.warn(
          "camera {}: observation {} is not kept yet, it will be told again",
          cameraId,
          untold.getFirst().episodeId(),
          failure);
    }
    refused = true;
  }
}
