package org.gengfu.simulator.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gengfu.core.village.Secret;
import org.gengfu.simulator.rtsp.Credentials.Scheme;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {
  private final Doorkeeper doorkeeper = new Doorkeeper("n0");

  private boolean admits(Scheme scheme, String authorization) {
    RtspRequest request =
        new RtspRequest("DESCRIBE", "rtsp://h/cam", Map.of("authorization", authorization));
    return doorkeeper.admits(request, new Credentials(scheme, "admin", new Secret("pässword")));
  }

  private static String digest(String algorithm, String password, String method, String middle) {
    String first = Doorkeeper.hash(algorithm, "admin:gengfu-simulator:" + password);
    String second = Doorkeeper.hash(algorithm, method + ":rtsp://h/cam");
    return Doorkeeper.hash(algorithm, first + ":n0" + middle + ":" + second);
  }

  private static String header(String response, String more) {
    return "Digest username=\"admin\", realm=\"gengfu-simulator\", nonce=\"n0\","
        + " uri=\"rtsp://h/cam\", response=\""
        + response
        + "\""
        + more;
  }

  @Test
  void hashesLikeTheRfc() {
    // RFC 2617 §3.5.
    String first = Doorkeeper.hash("MD5", "Mufasa:testrealm@host.com:Circle Of Life");
    assertThat(first).isEqualTo("939e7578ed9e3c518a452acee763bce9");
  }

  @Test
  void basic() {
    assertThat(admits(Scheme.BASIC, "Basic YWRtaW46cMOkc3N3b3Jk")).isTrue();
    assertThat(admits(Scheme.BASIC, "Basic YWRtaW46d3Jvbmc=")).isFalse();
    assertThat(admits(Scheme.BASIC, "")).isFalse();
    assertThat(doorkeeper.challenge(Scheme.BASIC)).isEqualTo("Basic realm=\"gengfu-simulator\"");
  }

  @Test
  void digestWithoutQop() {
    String response = digest("MD5", "pässword", "DESCRIBE", "");
    assertThat(admits(Scheme.DIGEST_MD5, header(response, ""))).isTrue();
    assertThat(admits(Scheme.DIGEST_MD5, header(digest("MD5", "x", "DESCRIBE", ""), ""))).isFalse();
    assertThat(admits(Scheme.DIGEST_MD5, header(digest("MD5", "pässword", "PLAY", ""), "")))
        .isFalse();
    assertThat(admits(Scheme.DIGEST_MD5, header(response, "").replace("n0", "n1"))).isFalse();
  }

  @Test
  void digestSha256NeedsQop() {
    String more = ", qop=auth, nc=00000001, cnonce=\"c\"";
    String response = digest("SHA-256", "pässword", "DESCRIBE", ":00000001:c:auth");
    assertThat(admits(Scheme.DIGEST_SHA256, header(response, more))).isTrue();
    String without = digest("SHA-256", "pässword", "DESCRIBE", "");
    assertThat(admits(Scheme.DIGEST_SHA256, header(without, ""))).isFalse();
    assertThat(doorkeeper.challenge(Scheme.DIGEST_SHA256)).contains("SHA-256", "qop=\"auth\"");
  }
}
