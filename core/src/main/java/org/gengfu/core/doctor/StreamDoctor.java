package org.gengfu.core.doctor;

import io.vertx.core.Future;
import java.util.Optional;

/** Port to what is known of a stream and what should be changed about it. */
public interface StreamDoctor {
  /**
   * The present state of a configured camera; empty where there is none of this id. Never blocks.
   */
  Optional<Diagnosis> examine(String cameraId);

  /**
   * Connects to a camera that is not configured, looks for some seconds, and ends the connection.
   *
   * @return done within half a minute; fails with {@link BusyException} while as many are being
   *     looked at as are allowed
   */
  Future<Diagnosis> probe(Patient patient);

  /** Too many are being looked at. */
  final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BusyException(int most) {
      super(most + " cameras are being looked at already: try again in half a minute");
    }
  }
}
