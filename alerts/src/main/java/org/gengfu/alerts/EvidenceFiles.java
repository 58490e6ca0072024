package org.gengfu.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.gengfu.core.cases.CaseStore.NewEvidence;
import org.gengfu.core.cases.CaseStore.StoredEvidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;

/**
 * The files of the evidence. A file is named by its content, so that writing it again (an
 * observation told twice) changes nothing.
 */
final class EvidenceFiles {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu/MM", Locale.ROOT).withZone(ZoneOffset.UTC);
  private final Path directory;

  EvidenceFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes the file for good; the row that names it comes afterwards. */
  NewEvidence write(
      EvidenceKind kind, String mediaType, byte[] bytes, Instant takenAt, String actor) {
    String sha256 = sha256(bytes);
    String extension = mediaType.substring(mediaType.indexOf('/') + 1).replace("jpeg", "jpg");
    String path = MONTH.format(takenAt) + "/" + sha256 + "." + extension;
    Path file = directory.resolve(path);
    try {
      if (!Files.exists(file)) {
        DurableFiles.createDirectories(directory.resolve(MONTH.format(takenAt)));
        DurableFiles.write(file, bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the evidence " + path + " can't be written", e);
    }
    return new NewEvidence(kind, mediaType, bytes.length, sha256, path, takenAt, actor);
  }

  /**
   * The bytes, checked against the hash in the database.
   *
   * @throws UncheckedIOException when the file is gone or is not the one that was kept
   */
  byte[] read(StoredEvidence stored) {
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(stored.path()));
      if (!sha256(bytes).equals(stored.evidence().sha256())) {
        throw new IOException("the evidence file " + stored.path() + " has been changed");
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
