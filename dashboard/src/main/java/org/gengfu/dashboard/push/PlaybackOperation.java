package org.gengfu.dashboard.push;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.accounts.AuditLog.Action;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Caller;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.UpgradedSocket;
import org.gengfu.dashboard.recordings.Times;
import org.gengfu.dashboard.recordings.Viewings;

/** A camera's recording over a WebSocket, at up to 16 times its speed. */
public final class PlaybackOperation {
  private final RecordedVideo recordings;
  private final Viewings viewings;
  private final OpenSockets sockets;
  private final Blocking blocking;

  public PlaybackOperation(
      RecordedVideo recordings, Viewings viewings, OpenSockets sockets, Blocking blocking) {
    this.recordings = recordings;
    this.viewings = viewings;
    this.sockets = sockets;
    this.blocking = blocking;
  }

  /** The operation by its id. */
  public Map<String, Operation> operations() {
    return Map.of("playback", (Operation.Socket) this::open);
  }

  /** Nothing is shown before it is written down who sees it. */
  private Future<Operation.Opened> open(Call call) {
    String cameraId = call.id();
    Instant from = call.time("from", Instant.EPOCH);
    Times.check("from", from);
    int speed = (int) call.number("speed");
    if (!RecordedVideo.SPEEDS.contains(speed)) {
      throw Call.wrongParameter("speed", FieldRule.ONE_OF, RecordedVideo.SPEEDS);
    }
    Caller caller = call.caller();
    return blocking
        .run(() -> began(caller, cameraId, from))
        .map(written -> socket -> watch(socket, caller, cameraId, from, speed));
  }

  private boolean began(Caller caller, String cameraId, Instant from) {
    viewings.write(
        caller, Action.VIEW, AuditLog.RECORDING, cameraId, Map.of("from", from.toString()));
    return true;
  }

  private void watch(
      UpgradedSocket socket, Caller caller, String cameraId, Instant from, int speed) {
    Runnables leaving = new Runnables();
    BoundedSocket writer =
        sockets.add(socket, caller.sessionHash(), LiveOperation.MAX_WAITING_BYTES, leaving::run);
    SocketWatcher watcher = new SocketWatcher(writer);
    RecordedVideo.Watching watching = recordings.watch(cameraId, from, speed, watcher);
    leaving.add(watching::close);
    leaving.add(
        () -> {
          Map<String, Object> seen = new LinkedHashMap<>();
          seen.put("seen", watcher.seen());
          blocking.run(
              () -> {
                viewings.writeAlways(caller, Action.VIEW, AuditLog.RECORDING, cameraId, seen);
                return true;
              });
        });
    PlaybackControl control =
        new PlaybackControl(
            watching, writer, to -> blocking.run(() -> began(caller, cameraId, to)));
    socket.socket().textMessageHandler(control::hear);
  }
}
