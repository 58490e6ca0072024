package org.gengfu.simulator.rtsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks for credentials and checks them, for one connection: it has its own nonce. */
final class Doorkeeper {
  private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(?:\"([^\"]*)\"|([^\\s,]+))");
  private static final String REALM = "gengfu-simulator";

  private final String nonce;

  Doorkeeper(String nonce) {
    this.nonce = nonce;
  }

  /** The value of WWW-Authenticate. */
  String challenge(Credentials.Scheme scheme) {
    String realm = "realm=\"" + REALM + "\"";
    String digest = "Digest " + realm + ", nonce=\"" + nonce + "\"";
    return switch (scheme) {
      case BASIC -> "Basic " + realm;
      case DIGEST_MD5 -> digest;
      case DIGEST_SHA256 -> digest + ", algorithm=SHA-256, qop=\"auth\"";
    };
  }

  /** Whether the request proves to know these credentials. */
  boolean admits(RtspRequest request, Credentials credentials) {
    String authorization = request.header("authorization").orElse("");
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return false;
    }
    String scheme = authorization.substring(0, space).toLowerCase(Locale.ROOT);
    String rest = authorization.substring(space + 1).trim();
    return switch (credentials.scheme()) {
      case BASIC -> scheme.equals("basic") && rest.equals(basic(credentials));
      case DIGEST_MD5, DIGEST_SHA256 ->
          scheme.equals("digest") && digest(request.method(), parameters(rest), credentials);
    };
  }

  private static String basic(Credentials credentials) {
    String pair = credentials.username() + ":" + credentials.password().reveal();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** RFC 7616 §3.4.1; without qop the older form of RFC 2069. */
  private boolean digest(String method, Map<String, String> given, Credentials credentials) {
    boolean sha = credentials.scheme() == Credentials.Scheme.DIGEST_SHA256;
    String algorithm = sha ? "SHA-256" : "MD5";
    String first = credentials.username() + ":" + REALM + ":" + credentials.password().reveal();
    String second = method + ":" + given.getOrDefault("uri", "");
    String middle = nonce;
    if (given.containsKey("qop")) {
      middle += ":" + given.get("nc") + ":" + given.get("cnonce") + ":" + given.get("qop");
    } else if (sha) {
      return false;
    }
    String expected =
        hash(algorithm, hash(algorithm, first) + ":" + middle + ":" + hash(algorithm, second));
    return nonce.equals(given.get("nonce"))
        && credentials.username().equals(given.get("username"))
        && expected.equals(given.get("response"));
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> found = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(text);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      found.put(
          matcher.group(1).toLowerCase(Locale.ROOT), quoted == null ? matcher.group(3) : quoted);
    }
    return found;
  }

  static String hash(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
