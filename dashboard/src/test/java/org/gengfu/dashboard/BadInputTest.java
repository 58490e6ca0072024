package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadInputTest {
  private static TestHub hub;
  private static String admin;

  @BeforeAll
  static void start() {
    hub = new TestHub();
    admin = hub.token("admin");
    hub.desk.open("wang");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static Reply camera(String json) {
    return hub.client.post("/cameras", admin, json);
  }

  @Test
  void everyWrongFieldIsNamedInPlainWords() {
    Reply reply =
        hub.client.post(
            "/zones",
            admin,
            """
            {"id": "Upper Case", "name": "", "kind": "no-fishing", "dwellSeconds": 0, "enabled": "yes",
             "polygon": [[0, 0], [1.5, 0], [0.5]], "colour": "red", "severity": 3}
            """);

    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(reply.problem()).isEqualTo("invalid-input");
    assertThat(reply.json().path("status").asInt()).isEqualTo(422);
    assertThat(reply.json().path("detail").asText()).isEqualTo("10 things are wrong.");
    assertThat(reply.wrongPlaces())
        .containsExactlyInAnyOrder(
            "/id",
            "/name",
            "/kind",
            "/dwellSeconds",
            "/enabled",
            "/polygon/1/0",
            "/polygon/2",
            "/colour",
            "/severity",
            "/cameraId");
    assertThat(reply.said("/id")).startsWith("must be small letters, digits and dashes");
    assertThat(reply.said("/name")).isEqualTo("must have 1 to 100 characters");
    assertThat(reply.said("/kind"))
        .isEqualTo("must be one of no-parking, no-dumping, collection-point, intrusion, loitering");
    assertThat(reply.said("/dwellSeconds")).isEqualTo("must be 1 to 86400");
    assertThat(reply.said("/enabled")).isEqualTo("must be true or false, not text");
    assertThat(reply.said("/polygon/1/0")).isEqualTo("must be 0 to 1");
    assertThat(reply.said("/polygon/2")).isEqualTo("must hold exactly 2");
    assertThat(reply.said("/colour")).isEqualTo("there is no such field");
    assertThat(reply.said("/severity")).isEqualTo("must be text, not 3");
    assertThat(reply.said("/cameraId")).isEqualTo("is missing");
  }

  @Test
  void aWrongAddressOfACameraIsExplained() {
    Reply reply =
        camera("{\"id\":\"x\",\"name\":\"x\",\"url\":\"rtsp://user:pass@10.0.0.1/live\"}");
    assertThat(reply.said("/url"))
        .isEqualTo("must be rtsp://host[:port]/path, with user and password in their own fields");
    assertThat(camera("{\"id\":\"x\",\"name\":\"x\",\"url\":\"ftp://10.0.0.1/\"}").wrongPlaces())
        .containsExactly("/url");
  }

  @Test
  void aFieldWithAStrangeNameIsPointedAtExactly() {
    assertThat(
            camera("{\"id\":\"x\",\"name\":\"x\",\"url\":\"rtsp://h/1\",\"a/b~c é+%\":1}")
                .wrongPlaces())
        .containsExactly("/a~1b~0c é+%");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"id\": \"x\",}",
        "{\"id\": \"x\"} {}",
        "{\"id\": \"x\", \"id\": \"y\"}",
        "nonsense",
        "{\"id\": 'x'}",
        "{\"id\": NaN}"
      })
  void whatIsNotJsonIsSaidToBeSo(String body) {
    Reply reply = camera(body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.problem()).isEqualTo("malformed-json");
    assertThat(reply.json().path("detail").asText())
        .matches("Line 1, column \\d+: .+|The body is .*");
  }

  @Test
  void depthIsBounded() {
    assertThat(camera("[".repeat(64) + "]".repeat(64)).problem()).isEqualTo("invalid-input");
    assertThat(camera("[".repeat(65) + "]".repeat(65)).problem()).isEqualTo("malformed-json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "3", "\"text\""})
  void whatIsNoObjectIsRefused(String body) {
    Reply reply = camera(body);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.wrongPlaces()).containsExactly("");
    assertThat(reply.said("")).startsWith("must be an object, not ");
  }

  @Test
  void textAndNumbersThatCanNotBeKeptAreRefused() {
    Reply reply =
        hub.client.post(
            "/sensors",
            admin,
            """
            {"id": "x", "name": "a\\u0000b", "kind": "door", "topic": "t\\ud800", "metrics": [{"name": "m", "valuePointer": "",
             "scale": 1e999}]}
            """);
    assertThat(reply.wrongPlaces()).containsExactly("/name", "/topic", "/metrics/0/scale");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a/~2", "a", "/a~", "~1"})
  void aBrokenJsonPointerIsRefused(String pointer) {
    assertThat(sensor(pointer).wrongPlaces()).containsExactly("/metrics/0/valuePointer");
  }

  @Test
  void aLongJsonPointerDoesNotExhaustTheMatcher() {
    assertThat(sensor("/~0".repeat(60_000)).status()).isEqualTo(422);
  }

  private static Reply sensor(String pointer) {
    return hub.client.post(
        "/sensors",
        admin,
        """
        {"id": "x", "name": "x", "kind": "door", "topic": "t", "metrics": [{"name": "m", "valuePointer": "%s"}]}
        """
            .formatted(pointer));
  }

  @Test
  void aThousandMistakesGetAHundredMessages() {
    String points = "[9,9],".repeat(1_000);
    Reply reply =
        hub.client.post(
            "/zones", admin, "{\"polygon\":[" + points.substring(0, points.length() - 1) + "]}");
    assertThat(reply.wrongPlaces()).hasSize(100);
  }

  @Test
  void theMediaTypeMustFit() {
    Reply text =
        hub.client.send(
            hub.client
                .request("/cameras", admin, "Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("{}")));
    assertThat(text.status()).isEqualTo(415);
    assertThat(text.json().path("detail").asText())
        .isEqualTo("Send application/json, not text/plain.");
    Reply none =
        hub.client.send(hub.client.request("/cameras", admin).POST(BodyPublishers.ofString("{}")));
    assertThat(none.status()).isEqualTo(415);
  }

  @Test
  void bodiesAreBounded() {
    int limit = 256 * 1024;
    assertThat(camera(" ".repeat(limit - 2) + "{}").status()).isEqualTo(422);
    assertThat(camera(" ".repeat(limit - 1) + "{}").status()).isEqualTo(413);
    assertThat(chunked(limit - 2).status()).isEqualTo(422);
    assertThat(chunked(limit - 1).problem()).isEqualTo("too-large");
  }

  /** Without a Content-Length the server finds out only by reading. */
  private static Reply chunked(int spaces) {
    byte[] body = (" ".repeat(spaces) + "{}").getBytes(StandardCharsets.US_ASCII);
    return hub.client.send(
        hub.client
            .request("/cameras", admin, "Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
  }

  @Test
  void wrongParametersAreNamedTogether() {
    Reply reply = hub.client.get("/cases?handling=asleep&limit=0&beforeId=x&colour=red", admin);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.wrongPlaces())
        .containsExactlyInAnyOrder("handling", "limit", "beforeId", "colour");
    assertThat(reply.said("beforeId")).isEqualTo("must be a whole number");
    assertThat(reply.said("limit")).isEqualTo("must be 1 to 500");
    assertThat(hub.client.get("/cases?limit=5&limit=6", admin).said("limit"))
        .isEqualTo("must be given once");
    assertThat(hub.client.get("/trend?from=yesterday", admin).said("from")).contains("RFC 3339");
    assertThat(hub.client.get("/cases/99999999999999999999", admin).wrongPlaces())
        .containsExactly("id");
    assertThat(hub.client.get("/cameras/UPPER", admin).wrongPlaces()).containsExactly("id");
  }

  @Test
  void whatIsNotThereIsAProblemToo() {
    Reply reply = hub.client.get("/nothing", admin);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.problem()).isEqualTo("unknown");
    assertThat(hub.client.get("//api/v2/cases", admin).problem()).isEqualTo("unknown");
  }

  @Test
  void aWrongMethodIsAProblemToo() {
    Reply reply = hub.client.send("DELETE", "/summary", admin, null);
    assertThat(reply.status()).isEqualTo(405);
    assertThat(reply.problem()).isEqualTo("method-not-allowed");
    assertThat(reply.header("Allow")).isEqualTo("GET");
    assertThat(hub.client.send("PATCH", "/cameras/gate", admin, null).header("Allow"))
        .isEqualTo("GET, PUT, DELETE");
  }

  @Test
  void aDatabaseThatIsAwayIsSaidToBeSo() {
    hub.sensing.away = true;
    try {
      Reply reply = hub.client.get("/sensor-statuses", admin);
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.problem()).isEqualTo("unavailable");
      assertThat(reply.header("Retry-After")).isEqualTo("5");
    } finally {
      hub.sensing.away = false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/..%2f..%2fpom.xml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/assets/..%2findex.html",
        "/..\\\\pom.xml",
        "/.git/config",
        "//etc/passwd.txt",
        "/META-INF/MANIFEST.MF",
        "/%00index.html",
        "/%zz"
      })
  void noPathLeadsOutOfThePages(String path) throws IOException {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
    assertThat(answer).doesNotContain("<project", "root:", "test page", "Manifest");
  }

  /** As it stands: an HTTP client would tidy the path first. */
  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.dashboard.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
