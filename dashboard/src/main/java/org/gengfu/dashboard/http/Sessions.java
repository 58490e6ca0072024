package org.gengfu.dashboard.http;

import io.vertx.core.Future;
import java.util.Optional;

/** Knows who a session token belongs to. */
public interface Sessions {
  /** The caller behind this token, where its session is open. */
  Future<Optional<Caller>> find(String token);
}
