package org.gengfu.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.gengfu.dashboard.fake.ApiClient.Reply;
import org.gengfu.dashboard.fake.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebPagesTest {
  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = new TestHub();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"//", "//index.html", "//screen", "//admin/cameras", "//worker/"})
  void everyAddressOfThePagesIsTheIndex(String path) {
    Reply reply = hub.client.get(path, null);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text()).contains("test page");
    assertThat(reply.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(reply.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(reply.header("Content-Security-Policy")).contains("script-src 'self'");
  }

  @Test
  void aHashedFileIsKeptForEverAndZipped() {
    Reply plain = hub.client.get("//assets/index-Ab12Cd34.js", null);
    assertThat(plain.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(plain.header("Content-Type")).startsWith("text/javascript");
    Reply zipped = hub.client.get("//assets/index-Ab12Cd34.js", null, "Accept-Encoding", "gzip");
    assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
    assertThat(zipped.response().body().length).isLessThan(plain.response().body().length / 5);
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    String tag = String.valueOf(hub.client.get("//robots.txt", null).header("ETag"));
    Reply again = hub.client.get("//robots.txt", null, "If-None-Match", tag);
    assertThat(again.status()).isEqualTo(304);
    assertThat(hub.client.send("HEAD", "//robots.txt", null, null).status()).isEqualTo(200);
  }

  @Test
  void aFileThatIsNotThereIsNotTheIndex() {
    assertThat(hub.client.get("//assets/gone-12345678.js", null).status()).isEqualTo(404);
    assertThat(hub.client.send("POST", "//index.html", null, "{}").status()).isEqualTo(404);
  }
}
