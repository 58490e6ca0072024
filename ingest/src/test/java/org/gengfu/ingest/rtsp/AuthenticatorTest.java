package org.gengfu.ingest.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.gengfu.core.village.Secret;
import org.gengfu.ingest.source.Credentials;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
  private static final Credentials MUFASA = new Credentials("Mufasa", new Secret("Circle of Life"));

  /** RFC 7616 §3.9.1. */
  private static final String RFC_7616 =
      "realm=\"http-auth@example.org\", qop=\"auth, auth-int\","
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

  private static final String RFC_7616_CNONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

  @Test
  void answersTheMd5ExampleOfRfc7616() {
    Authenticator authenticator = new Authenticator(MUFASA, () -> RFC_7616_CNONCE);
    assertThat(authenticator.challenged(List.of("Digest " + RFC_7616 + ", algorithm=MD5"), false))
        .isTrue();
    assertThat(authenticator.authorization("GET", "/dir/index.html"))
        .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"")
        .contains("qop=auth, nc=00000001, cnonce=\"" + RFC_7616_CNONCE + "\"")
        .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
    assertThat(authenticator.authorization("GET", "/dir/index.html")).contains("nc=00000002");
  }

  @Test
  void answersTheSha256ExampleOfRfc7616AndPrefersIt() {
    Authenticator authenticator = new Authenticator(MUFASA, () -> RFC_7616_CNONCE);
    authenticator.challenged(
        List.of(
            "Basic realm=\"x\", Digest " + RFC_7616 + ", algorithm=MD5",
            "Digest " + RFC_7616 + ", algorithm=SHA-256"),
        false);
    assertThat(authenticator.authorization("GET", "/dir/index.html"))
        .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
        .contains("algorithm=SHA-256");
  }

  @Test
  void answersWithoutQopAsInRfc2069() {
    // The example of RFC 2069 §2.4 with the digest corrected by its erratum 749.
    Authenticator authenticator =
        new Authenticator(new Credentials("Mufasa", new Secret("CircleOfLife")), () -> "unused");
    authenticator.challenged(
        List.of(
            "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""),
        false);
    assertThat(authenticator.authorization("GET", "/dir/index.html"))
        .contains("response=\"1949323746fe6a43ef61f9606e7febea\"")
        .doesNotContain("qop")
        .doesNotContain("cnonce");
  }

  @Test
  void usesBasicWhereNothingElseIsOffered() {
    Authenticator authenticator =
        new Authenticator(new Credentials("Aladdin", new Secret("open sesame")), () -> "");
    assertThat(authenticator.authorization("DESCRIBE", "rtsp://x")).isNull();
    assertThat(authenticator.challenged(List.of("Basic realm=\"WallyWorld\""), false)).isTrue();
    assertThat(authenticator.authorization("DESCRIBE", "rtsp://x"))
        .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void asksAgainOnlyWhereItCanHelp() {
    Authenticator authenticator = new Authenticator(MUFASA, () -> "c");
    String first = "Digest realm=\"r\", nonce=\"one\"";
    String stale = "Digest realm=\"r\", nonce=\"two\", stale=TRUE";

    assertThat(authenticator.challenged(List.of(first), false)).isTrue();
    assertThat(authenticator.challenged(List.of(first), true)).as("wrong password").isFalse();
    assertThat(authenticator.challenged(List.of(stale), true)).as("nonce too old").isTrue();
    assertThat(authenticator.challenged(List.of(stale), true)).as("again the same").isFalse();
    assertThat(authenticator.challenged(List.of("Negotiate abc=="), false)).isFalse();
    assertThat(
            authenticator.challenged(
                List.of("Digest realm=\"r\", nonce=\"n\", qop=\"auth-int\""), false))
        .isFalse();
    assertThat(
            authenticator.challenged(
                List.of("Digest realm=\"r\", nonce=\"n\", algorithm=MD4"), false))
        .isFalse();
    assertThat(new Authenticator(null, () -> "").challenged(List.of(first), false)).isFalse();
  }

  @Test
  void answersSessionAlgorithms() {
    Authenticator authenticator = new Authenticator(MUFASA, () -> "cc");
    authenticator.challenged(
        List.of("Digest realm=\"r\", nonce=\"n\", algorithm=MD5-sess, qop=\"auth\""), false);
    assertThat(authenticator.authorization("OPTIONS", "u"))
        .contains("algorithm=MD5-sess")
        .contains("response=\"");
  }

  @Test
  void readsChallengesHoweverTheyAreWritten() {
    List<Challenge> challenges =
        Challenge.parse(
            List.of("Digest realm = \"a \\\"b\\\", c\" ,nonce=plain,, stale=false, Basic realm=x"));
    assertThat(challenges).extracting(Challenge::scheme).containsExactly("digest", "basic");
    assertThat(challenges.get(0).parameter("realm")).isEqualTo("a \"b\", c");
    assertThat(challenges.get(0).parameter("nonce")).isEqualTo("plain");
  }

  @Test
  void boundsTheParametersOfAChallenge() {
    StringBuilder field = new StringBuilder("Digest ");
    for (int n = 0; n <= Challenge.MAX_PARAMETERS; n++) {
      field.append("p").append(n).append("=1,");
    }
    assertThat(Challenge.parse(List.of(field.toString())).get(0).parameters())
        .hasSize(Challenge.MAX_PARAMETERS);
  }

  @Test
  void survivesRubbish() {
    Random random = new Random(17);
    String alphabet = "Digest basic=\"\\, nonce\u00ff\t";
    for (int round = 0; round < 50_000; round++) {
      StringBuilder field = new StringBuilder();
      for (int n = random.nextInt(40); n > 0; n--) {
        field.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      new Authenticator(MUFASA, () -> "c").challenged(List.of(field.toString()), false);
    }
  }
}
