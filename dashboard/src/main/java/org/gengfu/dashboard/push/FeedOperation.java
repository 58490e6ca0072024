package org.gengfu.dashboard.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Map;
import org.gengfu.core.accounts.Role;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Caller;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.UpgradedSocket;
import org.jspecify.annotations.Nullable;

/** What happens, over a WebSocket: everything for the office, the own cases for a grid worker. */
public final class FeedOperation {
  /** Messages are small; a client this far behind had better read the lists anew. */
  static final long MAX_WAITING_BYTES = 1024 * 1024;

  private final Feed feed;
  private final WorkerPageHub pages;
  private final OpenSockets sockets;
  private final InstantSource clock;

  public FeedOperation(Feed feed, WorkerPageHub pages, OpenSockets sockets, InstantSource clock) {
    this.feed = feed;
    this.pages = pages;
    this.sockets = sockets;
    this.clock = clock;
  }

  /** The operation by its id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "feed", (Operation.Socket) call -> Future.succeededFuture(socket -> open(socket, call)));
  }

  private void open(UpgradedSocket socket, Call call) {
    Caller caller = call.caller();
    Runnables leaving = new Runnables();
    BoundedSocket writer =
        sockets.add(socket, caller.sessionHash(), MAX_WAITING_BYTES, leaving::run);
    writer.text(ApiJson.text(Map.of("type", "hello", "at", clock.instant())));
    String workerId = caller.account().workerId();
    boolean worker = caller.account().role() == Role.WORKER;
    leaving.add(feed.join(new Feed.Listener(writer, worker ? workerId : null)));
    if (worker && workerId != null) {
      leaving.add(
          pages.open(
              workerId,
              notification ->
                  writer.text(
                      ApiJson.text(
                          Map.of(
                              "type",
                              "notification",
                              "notification",
                              NotificationView.of(notification))))));
    }
    socket.socket().textMessageHandler(message -> hear(message, workerId, writer));
  }

  private void hear(String message, @Nullable String workerId, BoundedSocket writer) {
    JsonNode json;
    try {
      json = ApiJson.MAPPER.readTree(message);
    } catch (JsonProcessingException e) {
      writer.close(CloseCode.NOT_UNDERSTOOD);
      return;
    }
    JsonNode receipt = json.path("ack");
    if (json.size() != 1 || !receipt.canConvertToLong() || !receipt.isIntegralNumber()) {
      writer.close(CloseCode.NOT_UNDERSTOOD);
    } else if (workerId != null) {
      pages.acknowledge(workerId, receipt.longValue());
    }
  }
}
