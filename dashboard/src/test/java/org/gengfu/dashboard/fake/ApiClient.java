package org.gengfu.dashboard.fake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A plain HTTP client for the tests. */
public final class ApiClient {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  public ApiClient(int port) {
    this.port = port;
  }

  /** What came back. */
  public record Reply(int status, HttpResponse<byte[]> response) {
    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return MAPPER.readTree(response.body());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /** The end of the problem's type. */
    public String problem() {
      return json().path("type").asText().replace("urn:gengfu:problem:", "");
    }

    /** Where it is wrong, in order. */
    public List<String> wrongPlaces() {
      return StreamSupport.stream(json().path("errors").spliterator(), false)
          .map(error -> error.path("pointer").asText(error.path("parameter").asText()))
          .toList();
    }

    /** What is said about this place. */
    public String said(String place) {
      return StreamSupport.stream(json().path("errors").spliterator(), false)
          .filter(
              error -> error.path("pointer").asText(error.path("parameter").asText()).equals(place))
          .map(error -> error.path("message").asText())
          .findFirst()
          .orElse("nothing");
    }
  }

  public URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:"
            + port
            + (path.startsWith("//") ? path.substring(1) : "/api/v1" + path));
  }

  public String origin() {
    return "http://127.0.0.1:" + port;
  }

  public HttpClient http() {
    return http;
  }

  public Reply get(String path, @Nullable String token, String... headers) {
    return send("GET", path, token, null, headers);
  }

  public Reply post(String path, @Nullable String token, String json, String... headers) {
    return send("POST", path, token, json, headers);
  }

  public Reply put(String path, @Nullable String token, String json, String... headers) {
    return send("PUT", path, token, json, headers);
  }

  /** Sends JSON, or nothing where there is none. */
  public Reply send(
      String method,
      String path,
      @Nullable String token,
      @Nullable String json,
      String... headers) {
    HttpRequest.Builder request = request(path, token, headers);
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    return send(
        request.method(
            method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
  }

  public HttpRequest.Builder request(String path, @Nullable String token, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(20));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  public Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Parses JSON text. */
  public static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
