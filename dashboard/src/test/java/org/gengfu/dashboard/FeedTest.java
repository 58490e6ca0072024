package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.Notification;
import org.gengfu.core.events.DomainEvent;
import org.gengfu.core.sensing.Reading;
import org.gengfu.dashboard.fake.Eventually;
import org.gengfu.dashboard.fake.TestHub;
import org.gengfu.dashboard.fake.TestSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeedTest {
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = new TestHub();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private TestSocket feed(String account) throws InterruptedException {
    TestSocket socket =
        TestSocket.open(hub.client, "/feed", "Authorization", "Bearer " + hub.token(account));
    assertThat(socket.json().path("type").asText()).isEqualTo("hello");
    return socket;
  }

  @Test
  void theOfficeHearsOfEverything() throws Exception {
    try (TestSocket office = feed("office")) {
      hub.desk.open("li");
      JsonNode opened = office.json("case");
      assertThat(opened.at("/case/id").asLong()).isEqualTo(1);
      assertThat(opened.at("/case/workerName").asText()).isEqualTo("李梅");
      assertThat(opened.at("/case/evidence/0/id").asLong()).isEqualTo(1);
      assertThat(opened.at("/step/action").asText()).isEqualTo("opened");

      hub.events.publish(new DomainEvent.CameraChanged(hub.video.of("yard").orElseThrow()));
      assertThat(office.json("camera").at("/status/state").asText()).isEqualTo("refused");
    }
  }

  @Test
  void ofManyReadingsTheLatestIsSent() throws Exception {
    try (TestSocket office = feed("office")) {
      for (int i = 0; i <= 1_000; i++) {
        hub.events.publish(
            new DomainEvent.ReadingsArrived(
                List.of(
                    new Reading("pond", "level", i, "m", Instant.EPOCH.plusSeconds(i)),
                    new Reading("pond", "level", -i, "m", Instant.EPOCH))));
      }
      int messages = 0;
      double last = -1;
      while (last < 1_000) {
        last = office.json("readings").at("/readings/0/value").asDouble();
        messages++;
      }
      assertThat(messages).isLessThan(20);
    }
  }

  @Test
  void aGridWorkerHearsOfTheOwnCasesAlone() throws Exception {
    try (TestSocket worker = feed("worker")) {
      hub.events.publish(new DomainEvent.CameraChanged(hub.video.of("yard").orElseThrow()));
      hub.desk.open("li");
      hub.desk.open("wang");
      JsonNode first = worker.json();
      assertThat(first.at("/case/id").asLong()).isEqualTo(2);
      assertThat(worker.unread()).isZero();
    }
  }

  @Test
  void eventsOfACaseKeepTheirOrder() throws Exception {
    try (TestSocket office = feed("office")) {
      hub.desk.open("wang");
      for (int i = 0; i < 50; i++) {
        hub.client.post("/cases/1/dispatch", hub.token("office"), "{\"workerId\":\"wang\"}");
      }
      for (int i = 1; i <= 51; i++) {
        assertThat(office.json("case").at("/case/version").asInt()).isEqualTo(i);
      }
    }
  }

  @Test
  void aNotificationIsShownAndItsReceiptComesBack() throws Exception {
    Notification notification =
        new Notification(
            42,
            7,
            "wang",
            "dispatched",
            Severity.HIGH,
            "违停",
            "Parking",
            "村口",
            "Gate",
            Instant.EPOCH);
    try (TestSocket worker = feed("worker")) {
      Future<Void> push = hub.workerPages.push("wang", notification);
      JsonNode shown = worker.json("notification").path("notification");
      assertThat(shown.path("id").asLong()).isEqualTo(42);
      assertThat(shown.path("titleChinese").asText()).isEqualTo("违停");
      assertThat(shown.path("severity").asText()).isEqualTo("high");
      assertThat(push.isComplete()).isFalse();
      worker.say("{\"ack\": 42}");
      push.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aMessageThatIsNoReceiptClosesTheSocket() throws Exception {
    for (String message : new String[] {"{", "{\"ack\":\"1\"}", "{\"ack\":1,\"x\":2}", "[1]"}) {
      try (TestSocket worker = feed("worker")) {
        worker.say(message);
        assertThat(worker.closeCode()).as(message).isEqualTo(4400);
      }
    }
  }

  @Test
  void theFeedEndsWithItsSession() throws Exception {
    String token = hub.token("office");
    try (TestSocket office = feed("office")) {
      hub.client.send("DELETE", "/session", token, null);
      assertThat(office.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void theFeedEndsWithItsPassword() throws Exception {
    try (TestSocket worker = feed("worker")) {
      String password = "{\"password\":\"something new\"}";
      hub.client.put("/accounts/worker/password", hub.token("admin"), password);
      assertThat(worker.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void aBrowserNeedsItsCookieAndOurOrigin() {
    String cookie = "Cookie";
    String session = "gengfu_session=" + hub.token("office");
    assertThat(TestSocket.refusal(hub.client, "/feed")).isEqualTo(403);
    assertThat(TestSocket.refusal(hub.client, "/feed", "Origin", hub.client.origin()))
        .isEqualTo(401);
    assertThat(TestSocket.refusal(hub.client, "/feed", cookie, session)).isEqualTo(403);
    assertThat(
            TestSocket.refusal(
                hub.client, "/feed", cookie, session, "Origin", "https://evil.example"))
        .isEqualTo(403);
    assertThat(
            TestSocket.refusal(hub.client, "/feed", cookie, session, "Origin", hub.client.origin()))
        .isEqualTo(101);
    assertThat(TestSocket.refusal(hub.client, "/feed", "Authorization", "Bearer nonsense"))
        .isEqualTo(401);
  }

  @Test
  void aReaderThatFallsBehindIsSentAway() throws Exception {
    try (Socket slow = socketThatReadsNothing("/feed", hub.token("office"))) {
      Eventually.holds(() -> hub.dashboard.openSockets() == 1);
      DomainEvent.CameraChanged event =
          new DomainEvent.CameraChanged(hub.video.of("yard").orElseThrow());
      // The kernel's buffers fill, however large, then our bound, then it is closed.
      Eventually.holds(
          () -> {
            for (int i = 0; i < 1_000; i++) {
              hub.events.publish(event);
            }
            return hub.dashboard.openSockets() == 0;
          });
      assertThat(slow.isClosed()).isFalse();
    }
  }

  /** One with a small receive buffer: the default grows to tens of megabytes before it is full. */
  private Socket socketThatReadsNothing(String path, String token) throws IOException {
    URI uri = hub.client.uri(path);
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String request =
        """
        GET %s HTTP/1.1\r
        Host: %s\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
        Authorization: Bearer %s\r
        \r
        """
            .formatted(uri.getPath(), uri.getAuthority(), token);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
