package org.gengfu.dashboard.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.gengfu.dashboard.http.ContractOperation.BodyRule;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a body, never more than the rule allows. */
final class BodyReader {
  private BodyReader() {}

  /** Reads the whole body of a paused request. */
  static Future<Buffer> read(HttpServerRequest request, BodyRule rule) {
    checkHead(request, rule);
    Promise<Buffer> promise = Promise.promise();
    Buffer body = Buffer.buffer();
    request.exceptionHandler(promise::tryFail);
    request.handler(
        chunk -> {
          if (promise.future().isComplete()) {
            return;
          }
          if (body.length() + chunk.length() > rule.maxBytes()) {
            promise.tryFail(tooLarge(rule));
          } else {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(end -> promise.tryComplete(body));
    request.resume();
    return promise.future();
  }

  /** Refuses by the head alone what has the wrong type or says that it is too large. */
  static void checkHead(HttpServerRequest request, BodyRule rule) {
    String type = mediaType(request);
    if (!type.equals(rule.mediaType())) {
      throw Problem.of(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE,
              "Send "
                  + rule.mediaType()
                  + (type.isEmpty() ? "; the Content-Type is missing." : ", not " + type + "."))
          .thrown();
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && (length.length() > 10 || Long.parseLong(length) > rule.maxBytes())) {
      throw tooLarge(rule);
    }
  }

  static ProblemException tooLarge(BodyRule rule) {
    return Problem.of(
            ProblemKind.TOO_LARGE, "At most " + rule.maxBytes() + " bytes are taken here.")
        .thrown();
  }

  private static String mediaType(HttpServerRequest request) {
    @Nullable String header = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
  }
}
