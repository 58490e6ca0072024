package org.gengfu.ingest.rtsp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.gengfu.ingest.source.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Answers a server's challenges with the camera's name and password: the strongest scheme that is
 * offered, Digest with SHA-256 before MD5 before Basic.
 */
final class Authenticator {
  private final @Nullable Credentials credentials;
  private final Supplier<String> clientNonces;
  private @Nullable Challenge challenge;
  private int nonceCount;

  Authenticator(@Nullable Credentials credentials, Supplier<String> clientNonces) {
    this.credentials = credentials;
    this.clientNonces = clientNonces;
  }

  boolean hasCredentials() {
    return credentials != null;
  }

  /**
   * Takes the challenges of a 401 reply.
   *
   * @param rejected whether the refused request already carried an answer
   * @return whether it is worth asking again
   */
  boolean challenged(List<String> fields, boolean rejected) {
    Optional<Challenge> best =
        Challenge.parse(fields).stream()
            .filter(one -> strength(one) > 0)
            .max(Comparator.comparingInt(Authenticator::strength));
    if (credentials == null || best.isEmpty()) {
      return false;
    }
    boolean stale = best.get().parameter("stale").equalsIgnoreCase("true");
    boolean sameNonce =
        challenge != null && challenge.parameter("nonce").equals(best.get().parameter("nonce"));
    challenge = best.get();
    nonceCount = 0;
    return !rejected || (stale && !sameNonce);
  }

  private static int strength(Challenge challenge) {
    return challenge.scheme().equals("basic") ? 1 : Digest.strength(challenge) * 2;
  }

  /** The {@code Authorization} field for this request; null before the first challenge. */
  @Nullable String authorization(String method, String uri) {
    Challenge answered = challenge;
    Credentials own = credentials;
    if (answered == null || own == null) {
      return null;
    }
    String password = own.password().reveal();
    if (answered.scheme().equals("basic")) {
      String pair = own.username() + ":" + password;
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
    nonceCount++;
    return Digest.answering(answered)
        .authorization(own.username(), password, method, uri, nonceCount, clientNonces.get());
  }
}
