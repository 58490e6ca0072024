package org.gengfu.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.cases.CaseStore.NewEvidence;
import org.gengfu.core.cases.CaseStore.StoredEvidence;
import org.gengfu.core.cases.Evidence.EvidenceKind;
import org.gengfu.core.media.ByteSource;

/**
 * The files of the evidence. A file is named by its content, so that writing it again (an
 * observation told twice) changes nothing.
 */
final class EvidenceFiles {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu/MM", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Files that are known to be what was kept; forgetting one costs reading it once more. */
  private static final int MOST_SEEN = 1_000;

  private final Path directory;
  private final Map<String, Seen> seen = new ConcurrentHashMap<>();

  private record Seen(long size, FileTime modified, String sha256) {}

  EvidenceFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes the file for good; the row that names it comes afterwards. */
  NewEvidence write(
      EvidenceKind kind, String mediaType, byte[] bytes, Instant takenAt, String actor) {
    String sha256 = sha256(bytes);
    String path = MONTH.format(takenAt) + "/" + sha256 + "." + extension(mediaType);
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

  /** The same for what is too large for memory. */
  NewEvidence write(
      EvidenceKind kind, String mediaType, ByteSource source, Instant takenAt, String actor)
      throws IOException {
    Path month = directory.resolve(MONTH.format(takenAt));
    DurableFiles.createDirectories(month);
    Path aside = month.resolve("clip-" + Thread.currentThread().getId() + ".new");
    try {
      String sha256 = DurableFiles.write(aside, source);
      String path = MONTH.format(takenAt) + "/" + sha256 + "." + extension(mediaType);
      DurableFiles.move(aside, directory.resolve(path));
      return new NewEvidence(kind, mediaType, source.length(), sha256, path, takenAt, actor);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /**
   * The file, once it was found to be what was kept. A file that has not changed since is not read
   * whole again.
   *
   * @throws UncheckedIOException when the file is gone or is not the one that was kept
   */
  ByteSource open(StoredEvidence stored) {
    Path file = directory.resolve(stored.path());
    try {
      Seen now =
          new Seen(Files.size(file), Files.getLastModifiedTime(file), stored.evidence().sha256());
      if (!now.equals(seen.get(stored.path()))) {
        if (!sha256(file).equals(now.sha256())) {
          throw new IOException("the evidence file " + stored.path() + " has been changed");
        }
        remember(stored.path(), now);
      }
      return new VerifiedFile(file, now.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(String path, Seen now) {
    if (seen.size() >= MOST_SEEN) {
      seen.clear();
    }
    seen.put(path, now);
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = DurableFiles.sha256();
    byte[] piece = new byte[64 << 10];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
        digest.update(piece, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String extension(String mediaType) {
    return mediaType.substring(mediaType.indexOf('/') + 1).replace("jpeg", "jpg");
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(DurableFiles.sha256().digest(bytes));
  }
}
