package org.gengfu.core.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts secrets with AES-256-GCM under the key file, a fresh random nonce each time. */
final class SecretBox {
  private static final String PREFIX = "v1:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private final SecretKeySpec key;
  private final Path keyFile;
  private final SecureRandom random = new SecureRandom();

  /** Opens the key file, which the first call creates. */
  SecretBox(Path keyFile) {
    this.keyFile = keyFile;
    try {
      Path parent = keyFile.toAbsolutePath().getParent();
      if (parent != null) {
        java.nio.file.Files.createDirectories(parent);
      }
      byte[] bytes = Base64.getUrlDecoder().decode(PrivateFiles.randomText(keyFile));
      if (bytes.length != 32) {
        throw new IOException("it holds " + bytes.length + " bytes, not 32");
      }
      key = new SecretKeySpec(bytes, "AES");
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException("the key file " + keyFile + " can't be used", e, false);
    }
  }

  String seal(String plain) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      byte[] sealed = cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8));
      byte[] both =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return PREFIX + Base64.getEncoder().encodeToString(both);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no AES-GCM", e);
    }
  }

  String open(String text) {
    try {
      if (!text.startsWith(PREFIX)) {
        throw new IllegalArgumentException("not a sealed secret");
      }
      byte[] both = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, both, 0, NONCE_BYTES));
      byte[] plain = cipher.doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StoreException(
          "the secrets in the database were not encrypted with the key in "
              + keyFile
              + "; bring the key file that belongs to this database",
          e,
          false);
    }
  }
}
