package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginTest {
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = new TestHub();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private Reply login(String name, String password, String... headers) {
    return hub.client.post(
        "/session",
        null,
        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password),
        headers);
  }

  private static String cookie(Reply login) {
    return String.valueOf(login.header("Set-Cookie")).split(";", 2)[0];
  }

  @Test
  void aLoginGivesATokenAndACookie() {
    Reply reply = login("worker", "worker-password");
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().at("/account/role").asText()).isEqualTo("worker");
    assertThat(reply.json().at("/account/workerName").asText()).isEqualTo("王建国");
    assertThat(reply.json().path("expiresAt").asText()).isEqualTo("2026-03-01T20:00:00Z");
    assertThat(reply.header("Set-Cookie"))
        .containsIgnoringCase("; HttpOnly")
        .contains("SameSite=Strict", "Path=/", "Max-Age=43200")
        .doesNotContain("Secure");

    String token = reply.json().path("token").asText();
    assertThat(token).hasSize(43); // 256 bits
    assertThat(hub.accounts.sessionHashes()).noneMatch(hash -> hash.contains(token)).hasSize(1);
    assertThat(hub.client.get("/session", token).json().path("name").asText()).isEqualTo("worker");
    assertThat(hub.client.get("/session", null, "Cookie", cookie(reply)).status()).isEqualTo(200);
  }

  @Test
  void behindTlsTheCookieIsSecure() {
    try (TestHub secure = new TestHub(true)) {
      assertThat(
              secure
                  .client
                  .post("/session", null, "{\"name\":\"office\",\"password\":\"office-password\"}")
                  .header("Set-Cookie"))
          .contains("; Secure");
    }
  }

  @Test
  void aWrongPasswordSaysSoAndDisturbsNoOtherSession() {
    String token = hub.token("office");

    Reply wrong = login("office", "not the password");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.problem()).isEqualTo("wrong-login");
    assertThat(wrong.json().path("title").asText()).isEqualTo("Name or password is wrong");
    assertThat(wrong.header("Set-Cookie")).isNull();
    assertThat(hub.client.get("/session", token).status()).isEqualTo(200);

    Reply unknown = login("nobody-at-all", "not the password");
    assertThat(unknown.text()).isEqualTo(wrong.text());
  }

  @Test
  void guessingIsSlowedDownMoreAndMore() {
    for (int i = 0; i < 5; i++) {
      assertThat(login("admin", "guess " + i).status()).isEqualTo(401);
    }
    // Even the right password has to wait now: else a guesser would learn it.
    Reply first = login("admin", "admin-password");
    assertThat(first.status()).isEqualTo(429);
    assertThat(first.problem()).isEqualTo("too-many-logins");
    assertThat(first.header("Retry-After")).isEqualTo("1");

    hub.clock.advance(Duration.ofSeconds(1));
    assertThat(login("admin", "guess").status()).isEqualTo(401);
    assertThat(login("admin", "guess").header("Retry-After")).isEqualTo("2");
    hub.clock.advance(Duration.ofSeconds(2));
    assertThat(login("admin", "guess").status()).isEqualTo(401);
    assertThat(login("admin", "guess").header("Retry-After")).isEqualTo("4");

    // Somebody else logs in meanwhile, and so does the admin after the wait.
    assertThat(login("office", "office-password").status()).isEqualTo(201);
    hub.clock.advance(Duration.ofSeconds(4));
    assertThat(login("admin", "admin-password").status()).isEqualTo(201);
    assertThat(login("admin", "guess").status()).isEqualTo(401);
  }

  @Test
  void anUnknownNameIsThrottledAlike() {
    for (int i = 0; i < 5; i++) {
      login("nobody-at-all", "guess");
    }
    assertThat(login("nobody-at-all", "guess").status()).isEqualTo(429);
  }

  @Test
  void aLogoutEndsThatSessionAlone() {
    Reply phone = login("worker", "worker-password");
    Reply desk = login("worker", "worker-password");
    Reply out = hub.client.send("DELETE", "/session", phone.json().path("token").asText(), null);
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
    assertThat(hub.client.get("/session", phone.json().path("token").asText()).status())
        .isEqualTo(401);
    assertThat(hub.client.get("/session", desk.json().path("token").asText()).status())
        .isEqualTo(200);
  }

  @Test
  void aSessionExpires() {
    String token = hub.token("office");
    hub.clock.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(hub.client.get("/session", token).status()).isEqualTo(200);
    hub.clock.advance(Duration.ofSeconds(1));
    Reply late = hub.client.get("/session", token);
    assertThat(late.status()).isEqualTo(401);
    assertThat(late.json().path("detail").asText()).contains("expired");
  }

  @Test
  void aChangeByCookieMustComeFromOurOwnPages() {
    String cookie = cookie(login("admin", "admin-password"));
    String worker = "{\"id\":\"zhao\",\"name\":\"赵\"}";
    for (String origin :
        new String[] {"https://evil.example", "null", "http://127.0.0.1:1", "::"}) {
      Reply reply = hub.client.post("/workers", null, worker, "Cookie", cookie, "Origin", origin);
      assertThat(reply.status()).as(origin).isEqualTo(403);
      assertThat(reply.problem()).isEqualTo("foreign-origin");
    }
    assertThat(
            hub.client
                .post("/workers", null, worker, "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                .problem())
        .isEqualTo("foreign-origin");
    assertThat(hub.registry.current().worker("zhao")).isEmpty();

    assertThat(
            hub.client
                .post("/workers", null, worker, "Cookie", cookie, "Origin", hub.client.origin())
                .status())
        .isEqualTo(201);
    // A token isn't sent by a browser unasked, so its origin doesn't matter.
    assertThat(
            hub.client
                .post("/workers", hub.token("office"), worker, "Origin", "https://evil.example")
                .problem())
        .isEqualTo("forbidden");
  }

  @Test
  void nobodyIsLoggedInFromAnotherSite() {
    assertThat(login("admin", "admin-password", "Origin", "https://evil.example").problem())
        .isEqualTo("foreign-origin");
  }

  @Test
  void behindAProxyItsWordsCount() {
    try (TestHub proxied = new TestHub(true)) {
      Reply reply =
          proxied.client.post(
              "/session",
              null,
              "{\"name\":\"admin\",\"password\":\"admin-password\"}",
              "Origin",
              "https://Village.example",
              "X-Forwarded-Host",
              "village.example:443",
              "X-Forwarded-For",
              "10.9.9.9, 192.0.2.7");
      assertThat(reply.status()).isEqualTo(201);
    }
  }

  @Test
  void accountsAreMadeAndUnmade() {
    String admin = hub.token("admin");
    Reply made =
        hub.client.post(
            "/accounts",
            admin,
            "{\"name\":\"li\",\"role\":\"worker\",\"workerId\":\"li\",\"password\":\"长长的密码，二十四个汉字以上也不成问题，对吧？对！\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    assertThat(made.text()).doesNotContain("密码");
    assertThat(hub.client.get("/accounts/li", admin).json().path("workerName").asText())
        .isEqualTo("李梅");
    assertThat(hub.client.get("/accounts", admin).json().path("items")).hasSize(4);
    assertThat(login("li", "长长的密码，二十四个汉字以上也不成问题，对吧？对").status()).isEqualTo(401);
    String token = login("li", "长长的密码，二十四个汉字以上也不成问题，对吧？对！").json().path("token").asText();

    assertThat(
            hub.client
                .put("/accounts/li/password", admin, "{\"password\":\"another one\"}")
                .status())
        .isEqualTo(204);
    assertThat(hub.client.get("/session", token).status()).isEqualTo(401);
    assertThat(login("li", "another one").status()).isEqualTo(201);

    assertThat(hub.client.send("DELETE", "/accounts/li", admin, null).status()).isEqualTo(204);
    assertThat(login("li", "another one").status()).isEqualTo(401);
    assertThat(hub.client.send("DELETE", "/accounts/li", admin, null).status()).isEqualTo(404);
  }

  @Test
  void wrongAccountsAreRefused() {
    String admin = hub.token("admin");
    assertThat(hub.client.send("DELETE", "/accounts/admin", admin, null).problem())
        .isEqualTo("own-account");
    assertThat(
            hub.client
                .post(
                    "/accounts",
                    admin,
                    "{\"name\":\"office\",\"role\":\"office\",\"password\":\"12345678\"}")
                .problem())
        .isEqualTo("exists");
    for (String worker : new String[] {"", ",\"workerId\":\"ghost\""}) {
      assertThat(
              hub.client
                  .post(
                      "/accounts",
                      admin,
                      "{\"name\":\"x\",\"role\":\"worker\",\"password\":\"12345678\""
                          + worker
                          + "}")
                  .wrongPlaces())
          .containsExactly("/workerId");
    }
    assertThat(
            hub.client
                .post(
                    "/accounts",
                    admin,
                    "{\"name\":\"x\",\"role\":\"office\",\"password\":\"12345678\",\"workerId\":\"li\"}")
                .wrongPlaces())
        .containsExactly("/workerId");
  }
}
