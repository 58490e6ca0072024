package org.gengfu.ingest.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A certificate authority made for one test, and a broker's certificate that it has signed. */
final class TestAuthority {
  static final String PASSWORD = "changeit";
  private final Path folder;

  /** Makes both by the JDK's keytool. */
  TestAuthority(Path folder) throws Exception {
    this.folder = folder;
    List<String> own = List.of("-alias", "ca", "-dname", "CN=Gengfu test CA", "-ext", "bc:c");
    keytool("authority.jks", "-genkeypair", own);
    keytool("broker.jks", "-genkeypair", List.of("-alias", "broker", "-dname", "CN=broker"));
    keytool("broker.jks", "-certreq", List.of("-alias", "broker", "-file", "request.pem"));
    keytool(
        "authority.jks",
        "-gencert",
        List.of(
            "-alias",
            "ca",
            "-infile",
            "request.pem",
            "-outfile",
            "broker.pem",
            "-rfc",
            "-ext",
            "san=ip:127.0.0.1,dns:localhost"));
    keytool("authority.jks", "-exportcert", List.of("-alias", "ca", "-rfc", "-file", "ca.pem"));
    keytool("broker.jks", "-importcert", List.of("-alias", "ca", "-noprompt", "-file", "ca.pem"));
    keytool("broker.jks", "-importcert", List.of("-alias", "broker", "-file", "broker.pem"));
  }

  private void keytool(String store, String command, List<String> arguments) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-keystore",
                store,
                "-storetype",
                "JKS",
                "-storepass",
                PASSWORD));
    if (command.equals("-genkeypair")) {
      line.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-keypass", PASSWORD));
    }
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + output);
    }
  }

  Path keyStore() {
    return folder.resolve("broker.jks");
  }

  String pem() throws IOException {
    return Files.readString(folder.resolve("ca.pem"));
  }

  /** SHA-256 of the broker's certificate. */
  String fingerprint() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(keyStore().toFile(), PASSWORD.toCharArray());
    byte[] certificate = store.getCertificate("broker").getEncoded();
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
  }
}
