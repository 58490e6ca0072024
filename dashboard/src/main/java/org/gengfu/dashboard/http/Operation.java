package org.gengfu.dashboard.http;

import io.vertx.core.Future;
import org.gengfu.core.life.Blocking;

/** What does an operation of the contract. */
public sealed interface Operation {
  /** Answers a request; called on an event loop. */
  non-sealed interface Request extends Operation {
    Future<Answer> answer(Call call);
  }

  /** Becomes a WebSocket; called on an event loop. */
  non-sealed interface Socket extends Operation {
    /**
     * Decides whether the socket may open.
     *
     * @return what to do with the open socket; fails with a {@link ProblemException} to refuse
     */
    Future<Opened> open(Call call);
  }

  /** Takes an open WebSocket, on its event loop. */
  interface Opened {
    void accept(UpgradedSocket socket);
  }

  /** Answers a request and may block. */
  interface BlockingRequest {
    Answer answer(Call call);
  }

  /** An operation that is done on a worker. */
  static Request onWorker(Blocking blocking, BlockingRequest request) {
    return call -> blocking.run(() -> request.answer(call));
  }
}
