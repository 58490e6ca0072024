package org.gengfu.dashboard.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.media.ByteSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a file or a range of it (RFC 9110 §13, §14). A worker reads a piece, the socket takes it,
 * and only then the next one is read: a slow client holds no thread and one piece of memory.
 */
final class FileAnswer {
  private static final Logger LOG = LoggerFactory.getLogger(FileAnswer.class);
  private static final int PIECE = 256 << 10;

  private final ByteSource source;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Blocking blocking;
  private ByteSource.@Nullable Reader reader;
  private long at;
  private long end;

  private FileAnswer(ByteSource source, HttpServerRequest request, Blocking blocking) {
    this.source = source;
    this.request = request;
    this.response = request.response();
    this.blocking = blocking;
  }

  /** Answers; the other headers are put already, a strong ETag among them. */
  static void send(ByteSource source, RoutingContext ctx, Blocking blocking) {
    new FileAnswer(source, ctx.request(), blocking).begin(ctx.get(ApiRouter.HEAD) != null);
  }

  private void begin(boolean headOnly) {
    String tag = response.headers().get("ETag");
    request.resume();
    response.putHeader("Accept-Ranges", "bytes").putHeader("Content-Encoding", "identity");
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    String onlyIf = request.getHeader("If-Range");
    ByteRange range =
        onlyIf == null || onlyIf.equals(tag)
            ? ByteRange.of(request.getHeader("Range"), source.length())
            : null;
    if (range != null && range.equals(ByteRange.NOT_THERE)) {
      response.setStatusCode(416).putHeader("Content-Range", "bytes */" + source.length()).end();
      return;
    }
    at = range == null ? 0 : range.from();
    end = range == null ? source.length() : range.to() + 1;
    response.setStatusCode(range == null ? 200 : 206);
    response.putHeader("Content-Length", Long.toString(end - at));
    if (range != null) {
      response.putHeader(
          "Content-Range", "bytes " + range.from() + "-" + range.to() + "/" + source.length());
    }
    if (headOnly) {
      response.end();
    } else {
      pump();
    }
  }

  private void pump() {
    if (at == end) {
      close();
      response.end();
      return;
    }
    blocking
        .run(this::piece)
        .compose(this::write)
        .onSuccess(written -> pump())
        .onFailure(this::failed);
  }

  private Buffer piece() throws IOException {
    ByteSource.Reader open = reader;
    if (open == null) {
      open = source.open();
      reader = open;
    }
    ByteBuffer into = ByteBuffer.allocate((int) Math.min(PIECE, end - at));
    open.read(at, into);
    return Buffer.buffer(into.array());
  }

  private Future<Void> write(Buffer piece) {
    at += piece.length();
    return response.closed() ? Future.failedFuture("the client has left") : response.write(piece);
  }

  /** What was promised can't be kept: the connection ends, so that nobody takes it for whole. */
  private void failed(Throwable error) {
    close();
    if (response.closed()) {
      LOG.debug("{}: the client has left", request.path());
      return;
    }
    LOG.warn("{} ends early: {}", request.path(), error.toString());
    response.reset();
  }

  private void close() {
    ByteSource.Reader open = reader;
    reader = null;
    if (open != null) {
      blocking.run(
          () -> {
            open.close();
            return true;
          });
    }
  }
}
