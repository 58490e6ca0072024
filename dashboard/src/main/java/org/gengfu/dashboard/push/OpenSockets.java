package org.gengfu.dashboard.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gengfu.dashboard.http.Caller;
import org.gengfu.dashboard.http.UpgradedSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open WebSockets: closes them with their session, and those whose peer is gone. */
public final class OpenSockets {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);

  /** Phones leave without a word; a ping finds out. It keeps proxies from hanging up, too. */
  private static final Duration ROUND = Duration.ofSeconds(20);

  private static final int MAX_MISSED_PONGS = 2;

  private final Vertx vertx;
  private final Function<String, Future<Optional<Caller>>> sessions;
  private final Map<ServerWebSocket, Open> open = new ConcurrentHashMap<>();

  private record Open(String sessionHash, BoundedSocket writer, AtomicInteger missedPongs) {}

  /**
   * @param sessions finds the session of a hash, empty once it has ended
   */
  public OpenSockets(Vertx vertx, Function<String, Future<Optional<Caller>>> sessions) {
    this.vertx = vertx;
    this.sessions = sessions;
  }

  /** Starts looking after the sockets; the returned handle ends it and closes all. */
  public Runnable start() {
    long timer = vertx.setPeriodic(ROUND.toMillis(), tick -> round());
    return () -> {
      vertx.cancelTimer(timer);
      open.values().forEach(socket -> socket.writer().close(CloseCode.GOING_AWAY));
    };
  }

  /**
   * Takes in a socket, on its event loop.
   *
   * @param maxWaitingBytes bound of what may wait to leave
   * @param onClose called once when it has closed
   */
  BoundedSocket add(
      UpgradedSocket upgraded, String sessionHash, long maxWaitingBytes, Runnable onClose) {
    BoundedSocket writer = new BoundedSocket(vertx, upgraded, maxWaitingBytes);
    ServerWebSocket socket = upgraded.socket();
    Open entry = new Open(sessionHash, writer, new AtomicInteger());
    open.put(socket, entry);
    socket.pongHandler(pong -> entry.missedPongs().set(0));
    socket.exceptionHandler(error -> LOG.debug("WebSocket: {}", error.toString()));
    socket.closeHandler(
        closed -> {
          open.remove(socket);
          onClose.run();
        });
    return writer;
  }

  /** Number of open sockets. */
  public int count() {
    return open.size();
  }

  /** Closes all sockets of a session. */
  public void closeSession(String sessionHash) {
    open.values().stream()
        .filter(socket -> socket.sessionHash().equals(sessionHash))
        .forEach(socket -> socket.writer().close(CloseCode.SESSION_ENDED));
  }

  private void round() {
    open.values().forEach(OpenSockets::ping);
    checkSessions();
  }

  private static void ping(Open socket) {
    if (socket.missedPongs().getAndIncrement() > MAX_MISSED_PONGS) {
      socket.writer().close(CloseCode.TOO_SLOW);
    } else {
      socket.writer().ping(Buffer.buffer());
    }
  }

  /** Asks every session whether it still holds, and closes the sockets of those that don't. */
  public void checkSessions() {
    Set<String> hashes = open.values().stream().map(Open::sessionHash).collect(Collectors.toSet());
    for (String hash : hashes) {
      sessions
          .apply(hash)
          .onSuccess(
              caller -> {
                if (caller.isEmpty()) {
                  closeSession(hash);
                }
              })
          .onFailure(error -> LOG.debug("session not checked: {}", error.toString()));
    }
  }
}
