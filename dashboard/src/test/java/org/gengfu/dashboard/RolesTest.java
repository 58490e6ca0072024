package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.gengfu.dashboard.http.Contract;
import org.gengfu.dashboard.http.ContractOperation;
import org.gengfu.dashboard.login.Passwords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of the contract, called by everybody. */
class RolesTest {
  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = new TestHub();
    hub.desk.open("wang");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  static Stream<ContractOperation> operations() {
    return Contract.read().operations().stream();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void onlyItsRolesMayCallIt(ContractOperation operation) {
    for (Role role : Role.values()) {
      Reply reply = call(operation, freshToken(role));
      if (operation.open() || operation.roles().contains(role)) {
        assertThat(reply.status()).as(role + ": " + reply.text()).isNotIn(401, 403, 500);
      } else {
        assertThat(reply.status()).as(role + " " + operation.id()).isEqualTo(403);
        assertThat(reply.problem()).isEqualTo("forbidden");
        assertThat(reply.text()).contains(role.name().toLowerCase(Locale.ROOT));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nobodyMayCallItWithoutALogin(ContractOperation operation) {
    if (operation.open()) {
      assertThat(operation.id()).isEqualTo("login");
      return;
    }
    for (String token : List.of("wrong", "x".repeat(500))) {
      Reply reply = call(operation, token);
      assertThat(reply.status()).isEqualTo(401);
      assertThat(reply.problem()).isEqualTo("not-logged-in");
    }
    Reply bare = call(operation, null);
    // A WebSocket without a token must at least come from our own pages.
    assertThat(bare.problem())
        .isEqualTo(operation.webSocket() ? "foreign-origin" : "not-logged-in");
  }

  /** Logging out and changing passwords end tokens, so each call gets its own. */
  private static String freshToken(Role role) {
    String name = role.name().toLowerCase(Locale.ROOT);
    return hub.client
        .post(
            "/session",
            null,
            "{\"name\":\"%s\",\"password\":\"%s-password\"}".formatted(name, name))
        .json()
        .path("token")
        .asText();
  }

  private static Reply call(
      ContractOperation operation, @org.jspecify.annotations.Nullable String token) {
    boolean numbered =
        operation.path().startsWith("/cases") || operation.path().startsWith("/evidence");
    String path = operation.path().replace("{id}", numbered ? "1" : "no-such-thing");
    var request = hub.client.request(path, token);
    if (operation.id().equals("handleCase")) {
      request.header("Content-Type", "multipart/form-data; boundary=x");
      return hub.client.send(request.POST(BodyPublishers.ofString("--x--\r\n")));
    }
    request.header("Content-Type", "application/json");
    return hub.client.send(request.method(operation.method(), BodyPublishers.ofString("{}")));
  }

  @Test
  void aWorkerAccountWithoutAWorkerMayDoNothing() {
    hub.accounts.create(
        new Account("half", Role.WORKER, null), new Passwords(4).hash("half-password"), "test");
    Reply reply = hub.client.get("/cases", hub.token("half"));
    assertThat(reply.problem()).isEqualTo("forbidden");
  }
}
