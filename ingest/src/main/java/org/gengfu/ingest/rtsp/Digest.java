package org.gengfu.ingest.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** The computation of Digest access authentication (RFC 7616; without qop as in RFC 2069). */
final class Digest {
  private final Challenge challenge;
  private final String algorithm;

  private Digest(Challenge challenge, String algorithm) {
    this.challenge = challenge;
    this.algorithm = algorithm;
  }

  /** How well this challenge can be answered; 0 for not at all. */
  static int strength(Challenge challenge) {
    if (!challenge.scheme().equals("digest") || challenge.parameter("nonce").isEmpty()) {
      return 0;
    }
    if (!challenge.parameter("qop").isEmpty() && !offersAuth(challenge)) {
      return 0;
    }
    return switch (plainAlgorithm(challenge)) {
      case "SHA-256" -> 2;
      case "MD5" -> 1;
      default -> 0;
    };
  }

  static Digest answering(Challenge challenge) {
    return new Digest(challenge, plainAlgorithm(challenge));
  }

  private static String plainAlgorithm(Challenge challenge) {
    String named = challenge.parameter("algorithm").toUpperCase(Locale.ROOT);
    if (named.isEmpty()) {
      return "MD5";
    }
    return named.endsWith("-SESS") ? named.substring(0, named.length() - 5) : named;
  }

  private static boolean offersAuth(Challenge challenge) {
    return Arrays.stream(challenge.parameter("qop").split(",", -1))
        .anyMatch(qop -> qop.trim().equalsIgnoreCase("auth"));
  }

  /**
   * The value of the {@code Authorization} field.
   *
   * @param count how often this nonce has been used, this time included
   */
  String authorization(
      String user, String password, String method, String uri, int count, String clientNonce) {
    String realm = challenge.parameter("realm");
    String nonce = challenge.parameter("nonce");
    boolean qop = offersAuth(challenge);
    boolean session = challenge.parameter("algorithm").toUpperCase(Locale.ROOT).endsWith("-SESS");
    String nonceCount = String.format("%08x", count);

    String a1 = hash(user + ":" + realm + ":" + password);
    if (session) {
      a1 = hash(a1 + ":" + nonce + ":" + clientNonce);
    }
    String a2 = hash(method + ":" + uri);
    String middle = qop ? nonceCount + ":" + clientNonce + ":auth:" : "";
    String response = hash(a1 + ":" + nonce + ":" + middle + a2);

    StringBuilder out = new StringBuilder("Digest username=").append(quote(user));
    out.append(", realm=").append(quote(realm)).append(", nonce=").append(quote(nonce));
    out.append(", uri=").append(quote(uri)).append(", response=").append(quote(response));
    if (!challenge.parameter("algorithm").isEmpty()) {
      out.append(", algorithm=").append(challenge.parameter("algorithm"));
    }
    if (qop) {
      out.append(", qop=auth, nc=").append(nonceCount);
    }
    if (qop || session) {
      out.append(", cnonce=").append(quote(clientNonce));
    }
    if (!challenge.parameter("opaque").isEmpty()) {
      out.append(", opaque=").append(quote(challenge.parameter("opaque")));
    }
    return out.toString();
  }

  private static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private String hash(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
