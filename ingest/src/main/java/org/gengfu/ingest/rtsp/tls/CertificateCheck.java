package org.gengfu.ingest.rtsp.tls;

import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether one connection's camera is who it should be: by the fingerprint that an admin has
 * entered, or else by the authorities that Java trusts. Remembers the fingerprint that it saw, so
 * that a refusal can name it; nothing is ever trusted because it came first.
 */
final class CertificateCheck extends X509ExtendedTrustManager {
  private final @Nullable String pinned;
  private final Supplier<X509ExtendedTrustManager> authorities;
  private volatile @Nullable String seen;

  /**
   * @param pinned SHA-256 of the one certificate that is accepted, in small hexadecimal digits;
   *     null for any that the authorities vouch for
   * @param authorities asked only without a pin
   */
  CertificateCheck(@Nullable String pinned, Supplier<X509ExtendedTrustManager> authorities) {
    this.pinned = pinned;
    this.authorities = authorities;
  }

  /** The fingerprint of the camera's certificate; null where none was shown yet. */
  @Nullable String seen() {
    return seen;
  }

  boolean isPinned() {
    return pinned != null;
  }

  private boolean isPinned(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0) {
      throw new CertificateException("the camera shows no certificate");
    }
    String fingerprint = fingerprint(chain[0]);
    seen = fingerprint;
    if (pinned == null) {
      return false;
    }
    if (!pinned.equals(fingerprint)) {
      throw new CertificateException("the camera's certificate is not the one that was entered");
    }
    return true;
  }

  /** SHA-256 of the certificate, in small hexadecimal digits. */
  static String fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As browsers and cameras show it: capitals, with colons. */
  static String shown(String fingerprint) {
    return fingerprint.toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (!isPinned(chain)) {
      authorities.get().checkServerTrusted(chain, authType, engine);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (!isPinned(chain)) {
      authorities.get().checkServerTrusted(chain, authType, socket);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (!isPinned(chain)) {
      // Without the connection the name could not be compared.
      throw new CertificateException("a certificate without a connection");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    throw new CertificateException("cameras are no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("cameras are no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("cameras are no clients");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
