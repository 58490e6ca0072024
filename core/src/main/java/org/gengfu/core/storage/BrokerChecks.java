package org.gengfu.core.storage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.village.Broker;
import org.gengfu.core.village.Village;
import org.jspecify.annotations.Nullable;

/** Brokers: address, login and what their certificate is checked by. */
final class BrokerChecks {
  private static final int LONGEST_USERNAME = 100;
  private static final int LONGEST_SECRET = 200;

  /** MQTT 3.1.1, 3.1.3.1: 23 is what every broker takes; those of today take more. */
  private static final int LONGEST_CLIENT_ID = 64;

  private static final int LONGEST_CERTIFICATE = 20_000;

  private BrokerChecks() {}

  static void check(Problems problems, Village after, Broker broker) {
    problems.name("/name", broker.name());
    UrlChecks.broker(problems, "/uri", broker.uri());
    if (problems.present("/clientId", broker.clientId())) {
      problems.text("/clientId", broker.clientId(), 1, LONGEST_CLIENT_ID);
      problems.require("/clientId", !broker.clientId().isBlank(), FieldRule.BLANK);
      after.brokers().stream()
          .filter(other -> !other.id().equals(broker.id()) && sameSession(other, broker))
          .forEach(
              other -> problems.require("/clientId", false, FieldRule.CLIENT_ID_TAKEN, other.id()));
    }
    problems.optionalText("/username", broker.username(), LONGEST_USERNAME);
    if (broker.password() != null) {
      problems.text("/password", broker.password().reveal(), 0, LONGEST_SECRET);
      problems.require("/password", broker.username() != null, FieldRule.NEEDS_USERNAME);
    }
    problems.require(
        "/sharedGroup",
        broker.sharedGroup() == null || broker.sharedGroup().matches("[A-Za-z0-9_.-]{1,63}"),
        FieldRule.NAME_FORM,
        "hubs");
    certificate(problems, broker);
  }

  private static boolean sameSession(Broker one, Broker other) {
    return one.clientId().equals(other.clientId()) && one.uri().equalsIgnoreCase(other.uri());
  }

  private static void certificate(Problems problems, Broker broker) {
    problems.require(
        "/fingerprint",
        broker.fingerprint() == null || broker.fingerprint().matches("[0-9a-fA-F]{64}"),
        FieldRule.PLAIN_FINGERPRINT);
    problems.require(
        "/fingerprint",
        broker.fingerprint() == null || broker.caCertificate() == null,
        FieldRule.FINGERPRINT_OR_CA);
    boolean checked = broker.fingerprint() != null || broker.caCertificate() != null;
    problems.require(
        "/uri",
        !checked || (broker.uri() != null && broker.encrypted()),
        FieldRule.SSL_FOR_CERTIFICATE);
    if (broker.caCertificate() != null) {
      problems.require(
          "/caCertificate",
          broker.caCertificate().length() <= LONGEST_CERTIFICATE
              && holdsCertificates(broker.caCertificate()),
          FieldRule.CERTIFICATES,
          LONGEST_CERTIFICATE);
    }
  }

  private static boolean holdsCertificates(@Nullable String pem) {
    if (pem == null || pem.contains("PRIVATE KEY")) {
      return false;
    }
    try {
      return !CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
          .isEmpty();
    } catch (CertificateException e) {
      return false;
    }
  }
}
