package org.gengfu.simulator.rtsp;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/**
 * A self-signed certificate like those that cameras come with, made at run time by the JDK's {@code
 * keytool}.
 *
 * @param server TLS for a server that shows it
 * @param sha256 its fingerprint, 64 hexadecimal digits in small letters
 */
public record SelfSigned(SslContext server, String sha256) {
  private static final String PASSWORD = "simulator";
  private static final String ALIAS = "camera";

  /**
   * Makes one for {@code 127.0.0.1}.
   *
   * @throws IOException where keytool doesn't do it
   */
  public static SelfSigned make() throws IOException {
    Path directory = Files.createTempDirectory("gengfu-certificate");
    Path store = directory.resolve("camera.p12");
    try {
      keytool(store);
      return read(store);
    } finally {
      Files.deleteIfExists(store);
      Files.delete(directory);
    }
  }

  private static void keytool(Path store) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=simulated camera",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "3650",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool: " + said.trim());
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static SelfSigned read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      PrivateKey key = (PrivateKey) store.getKey(ALIAS, PASSWORD.toCharArray());
      X509Certificate certificate = (X509Certificate) store.getCertificate(ALIAS);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new SelfSigned(
          SslContextBuilder.forServer(key, certificate).sslProvider(SslProvider.JDK).build(),
          HexFormat.of().formatHex(digest));
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be read", e);
    }
  }
}
