package org.gengfu.hub.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of the hub's API, as an outside program would write it. */
final class HubClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** An answer of the API. */
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {}

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private @Nullable String token;

  HubClient(String address) {
    this.base = "http://" + address + "/api/v1";
  }

  HubClient login(String name, String password) {
    Answer answer = post("/session", Map.of("name", name, "password", password));
    if (answer.status() != 201) {
      throw new AssertionError("login as " + name + " failed: " + answer.body());
    }
    token = answer.body().path("token").asText();
    return this;
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  /** What is no text. */
  HttpResponse<byte[]> bytes(String path, String... headers) {
    HttpRequest.Builder request = request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  Answer post(String path, Object body) {
    return postText(path, write(body));
  }

  Answer postText(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer put(String path, Object body, String version) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("If-Match", version)
            .PUT(HttpRequest.BodyPublishers.ofString(write(body))));
  }

  Answer delete(String path, String version) {
    return send(request(path).header("If-Match", version).DELETE());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode body =
          response.headers().firstValue("Content-Type").orElse("").contains("json")
              ? JSON.readTree(response.body())
              : JSON.missingNode();
      return new Answer(response.statusCode(), body, response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static String write(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
