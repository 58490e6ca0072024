package org.gengfu.dashboard.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.media.ByteSource;
import org.gengfu.core.village.Village.Versioned;
import org.jspecify.annotations.Nullable;

/** What an operation answers when it went well. */
public record Answer(
    int status, Map<String, String> headers, @Nullable Buffer body, @Nullable ByteSource file) {
  private Answer(int status, Map<String, String> headers, @Nullable Buffer body) {
    this(status, headers, body, null);
  }

  /** 200 with a JSON body. */
  public static Answer json(Object body) {
    return new Answer(200, Map.of("Content-Type", "application/json"), ApiJson.bytes(body));
  }

  /** 200 with a list, as the API gives lists. */
  public static Answer items(List<?> items) {
    return json(Map.of("items", items));
  }

  /** 200 with JSON text that is ready. */
  public static Answer rawJson(String body) {
    return new Answer(200, Map.of("Content-Type", "application/json"), Buffer.buffer(body));
  }

  public static Answer created(String location, Object body) {
    return json(body).status(201).with("Location", location);
  }

  public static Answer noContent() {
    return new Answer(204, Map.of(), null);
  }

  public static Answer notModified() {
    return new Answer(304, Map.of(), null);
  }

  /** 200 with the bytes of a picture, which no compression makes smaller. */
  public static Answer picture(String mediaType, byte[] bytes) {
    return new Answer(
        200,
        Map.of("Content-Type", mediaType, "Content-Encoding", "identity"),
        Buffer.buffer(bytes));
  }

  /**
   * A file, or the range of it that is asked for. It is read only as fast as it is taken.
   *
   * @param tag strong ETag with its quotes
   */
  public static Answer file(String mediaType, ByteSource file, String tag) {
    return new Answer(200, Map.of("Content-Type", mediaType, "ETag", tag), null, file);
  }

  public Answer status(int other) {
    return new Answer(other, headers, body, file);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, file);
  }

  /** With the version as ETag. */
  public Answer versioned(Versioned versioned) {
    return with("ETag", Call.tag(versioned));
  }

  void send(RoutingContext ctx, Blocking blocking) {
    HttpServerResponse response = ctx.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    headers.forEach(response::putHeader);
    if (file != null) {
      FileAnswer.send(file, ctx, blocking);
    } else if (body == null) {
      response.end();
    } else {
      response.end(body);
    }
  }
}
