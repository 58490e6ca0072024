package org.gengfu.core.faults;

import java.time.Instant;
import org.gengfu.core.cases.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * Port by which every part tells what is technically wrong. A fault becomes one case for the admin,
 * however often it is told, before and after a restart; many cameras that fail at the same moment
 * become one case together.
 *
 * <p>Who raises a fault has made sure of it before (persistence, hysteresis) and clears it
 * likewise. What is open is remembered here, over restarts: a detector that starts anew just raises
 * or clears by what it finds, both as often as it likes.
 */
public interface FaultSink {
  /** Takes every fault for nothing; for parts that run without alerts, such as file analysis. */
  FaultSink NONE =
      new FaultSink() {
        @Override
        public void raise(Fault fault) {}

        @Override
        public void clear(FaultKind kind, String subject, Instant at, byte @Nullable [] picture) {}

        @Override
        public boolean isOpen(FaultKind kind, String subject) {
          return false;
        }
      };

  /**
   * The fault is there. Nothing happens when it is open already; else it is on disk when this
   * returns. May block for a write to disk: any thread but an event loop.
   *
   * @throws java.io.UncheckedIOException when it could not be kept; tell it again later
   */
  void raise(Fault fault);

  /**
   * The fault is gone. Nothing happens when it is not open. May block for a write to disk.
   *
   * @param at since when
   * @param picture JPEG of how it looks now; null where the camera's latest will do, or none is
   * @throws java.io.UncheckedIOException when it could not be kept; tell it again later
   */
  void clear(FaultKind kind, String subject, Instant at, byte @Nullable [] picture);

  /** Whether the fault was raised and not cleared yet; never blocks. */
  boolean isOpen(FaultKind kind, String subject);
}
