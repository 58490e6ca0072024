package org.gengfu.analytics.sensor;

import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.gengfu.core.cases.Observation;
import org.gengfu.core.cases.ObservationSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells observations in their order, each until the sink has kept it. What stands and what is to be
 * told is written down before it is told and after: a crash at any moment neither loses an episode
 * nor opens it twice. One thread at a time; its owner locks.
 */
final class Telling {
  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

  private final ObservationSink sink;
  private final Counter raised;
  private final Memory memory;
  private final Deque<Observation> untold;
  private boolean unsaved;
  private boolean failing;

  /** Writes down how its owner stands, together with what is to be told. */
  interface Memory {
    void save(List<Observation> untold) throws IOException;
  }

  /**
   * @param raised counts the episodes that were told
   * @param untold left by an earlier run
   */
  Telling(
      ObservationSink sink,
      Counter raised,
      Memory memory,
      Collection<? extends Observation> untold) {
    this.sink = sink;
    this.raised = raised;
    this.memory = memory;
    this.untold = new ArrayDeque<>(untold);
  }

  void add(Observation observation) {
    untold.add(observation);
    unsaved = true;
  }

  /** Its owner stands otherwise than was written down. */
  void changed() {
    unsaved = true;
  }

  /** First the file, then the sink: what was told is never unknown after a crash. */
  void saveAndTell() {
    if (unsaved) {
      save();
    }
    boolean told = false;
    while (!untold.isEmpty() && tell(untold.getFirst())) {
      untold.removeFirst();
      told = true;
    }
    if (told) {
      save();
    }
  }

  private boolean tell(Observation observation) {
    try {
      sink.observe(observation);
    } catch (RuntimeException e) {
      // Also what the port does not foresee: to drop it could hide a flood.
      complain("episode " + observation.episodeId() + " can't be told yet", e);
      return false;
    }
    failing = false;
    if (observation instanceof Observation.Raised told) {
      raised.increment();
      LOG.info("episode {} raised at {}", told.episodeId(), told.value());
    }
    return true;
  }

  /** Writes down how its owner stands, whether that is new or not. */
  void save() {
    unsaved = true;
    try {
      memory.save(List.copyOf(untold));
      unsaved = false;
    } catch (IOException e) {
      complain("the rules' state can't be written", e);
    }
  }

  /** One line when it begins to fail, not one at every attempt. */
  private void complain(String what, Exception e) {
    if (!failing) {
      LOG.warn("{}; trying again: {}", what, e.toString());
      failing = true;
    }
  }
}
