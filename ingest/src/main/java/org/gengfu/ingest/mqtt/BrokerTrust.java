package org.gengfu.ingest.mqtt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.gengfu.core.faults.FaultReason;
import org.gengfu.core.faults.Why;
import org.gengfu.core.village.Broker;
import org.jspecify.annotations.Nullable;

/** By what a broker's certificate is checked: what Java knows, a CA of one's own, or itself. */
final class BrokerTrust {
  private BrokerTrust() {}

  /** A broker known by its very certificate may stand under any name. */
  static boolean checksHostName(Broker broker) {
    return broker.fingerprint() == null;
  }

  /**
   * Makes the sockets.
   *
   * @throws BrokerException when the configured certificates can't be used
   */
  static SSLSocketFactory socketFactory(Broker broker) throws BrokerException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust(broker), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw FailureWords.at(
          broker,
          new Why(
              FaultReason.BROKER_CERTIFICATE_UNUSABLE,
              "its configured certificates can't be used: " + e.getMessage()),
          e);
    }
  }

  /** Null for what Java knows. */
  private static TrustManager @Nullable [] trust(Broker broker)
      throws GeneralSecurityException, IOException {
    if (broker.fingerprint() != null) {
      return new TrustManager[] {new Pinned(broker.fingerprint())};
    }
    if (broker.caCertificate() == null) {
      return null;
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    byte[] pem = broker.caCertificate().getBytes(StandardCharsets.UTF_8);
    int number = 0;
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))) {
      store.setCertificateEntry("ca-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  /** Trusts one certificate, whoever has signed it. */
  private record Pinned(String fingerprint) implements X509TrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      String shown = sha256(chain[0]);
      if (!shown.equals(fingerprint.toLowerCase(Locale.ROOT))) {
        throw new CertificateException(
            "the certificate has the fingerprint " + shown + ", not the configured one");
      }
    }

    private static String sha256(X509Certificate certificate) throws CertificateException {
      try {
        return HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("the hub serves nobody over MQTT");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
