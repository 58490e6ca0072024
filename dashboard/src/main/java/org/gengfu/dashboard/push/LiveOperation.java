package org.gengfu.dashboard.push;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gengfu.core.media.Codec;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.StreamName;
import org.gengfu.core.media.VideoFeeds.Subscription;
import org.gengfu.core.village.Kind;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.UpgradedSocket;
import org.jspecify.annotations.Nullable;

/** A camera's live picture over a WebSocket. */
public final class LiveOperation {
  /**
   * About four seconds of a main stream: after that a viewer loses pictures, not the hub memory.
   */
  static final long MAX_WAITING_BYTES = 4L * 1024 * 1024;

  private final VillageRegistry registry;
  private final LiveStreams streams;
  private final OpenSockets sockets;

  public LiveOperation(VillageRegistry registry, LiveStreams streams, OpenSockets sockets) {
    this.registry = registry;
    this.streams = streams;
    this.sockets = sockets;
  }

  /** The operation by its id. */
  public Map<String, Operation> operations() {
    return Map.of("live", (Operation.Socket) this::open);
  }

  private Future<Operation.Opened> open(Call call) {
    String cameraId = call.id();
    if (registry.current().camera(cameraId).isEmpty()) {
      throw new UnknownEntityException(Kind.CAMERA, cameraId);
    }
    String session = call.caller().sessionHash();
    LiveStreams.Wish wish = wish(call);
    return Future.succeededFuture(socket -> view(socket, cameraId, wish, session));
  }

  /** What is told about the choice of picture. */
  private record NoteView(
      String stream,
      boolean transcoded,
      String codec,
      @Nullable String reason,
      @Nullable String silent) {}

  private static LiveStreams.Wish wish(Call call) {
    Set<Codec> codecs =
        Stream.of(call.text("codecs").split(",", -1))
            .map(name -> Codec.valueOf(name.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toUnmodifiableSet());
    StreamName stream = StreamName.valueOf(call.text("stream").toUpperCase(Locale.ROOT));
    return new LiveStreams.Wish(stream, codecs);
  }

  private void view(UpgradedSocket socket, String cameraId, LiveStreams.Wish wish, String session) {
    Runnables leaving = new Runnables();
    BoundedSocket writer = sockets.add(socket, session, MAX_WAITING_BYTES, leaving::run);
    Subscription subscription = streams.open(cameraId, wish, new SocketViewer(writer));
    leaving.add(subscription::close);
  }

  /** Passes segments on while the socket takes them. */
  static final class SocketViewer implements LiveStreams.Viewer {
    private final BoundedSocket writer;

    SocketViewer(BoundedSocket writer) {
      this.writer = writer;
    }

    @Override
    public void note(LiveStreams.Note note) {
      LiveStreams.Reason reason = note.reason();
      NoteView message =
          new NoteView(
              ApiJson.word(note.stream()),
              note.transcoded(),
              ApiJson.word(note.codec()),
              reason == null ? null : reason.code(),
              note.silent() == null ? null : ApiJson.word(note.silent()));
      writer.text(ApiJson.text(message));
    }

    @Override
    public void start(String mimeType, Buffer segment) {
      if (writer.waitingBytes() > 2 * MAX_WAITING_BYTES) {
        writer.close(CloseCode.TOO_SLOW);
        return;
      }
      writer.text(ApiJson.text(Map.of("mimeType", mimeType)));
      writer.binary(segment);
    }

    @Override
    public void fragment(Buffer fragment, boolean keyframe) {
      writer.binary(fragment);
    }

    @Override
    public boolean ready() {
      return writer.ready();
    }
  }
}
