package org.gengfu.core.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.gengfu.core.cases.CaseStore.NewEvidence;
import org.jdbi.v3.core.Handle;

/**
 * Adds evidence to the chain: each row's hash is SHA-256 over the hash of the row before it and its
 * own fields, a line each, so that a verifier needs nothing but the table and the files.
 */
final class EvidenceChain {
  private static final String BEGINNING = "0".repeat(64);

  private EvidenceChain() {}

  static void append(Handle handle, long caseId, List<NewEvidence> evidence) {
    if (evidence.isEmpty()) {
      return;
    }
    handle.execute("select pg_advisory_xact_lock(?)", Locks.EVIDENCE_CHAIN);
    String previous =
        handle
            .createQuery("select hash from evidence order by id desc limit 1")
            .mapTo(String.class)
            .findOne()
            .orElse(BEGINNING);
    for (NewEvidence item : evidence) {
      previous = insert(handle, caseId, item, previous);
    }
  }

  private static String insert(Handle handle, long caseId, NewEvidence item, String previous) {
    String hash =
        hash(
            previous,
            Long.toString(caseId),
            Rows.code(item.kind()),
            item.mediaType(),
            Long.toString(item.size()),
            item.sha256(),
            item.path(),
            Sql.time(item.takenAt()).toInstant().toString(),
            item.actor());
    handle
        .createUpdate(Sql.file("cases/insert_evidence"))
        .bind("case", caseId)
        .bind("kind", Rows.code(item.kind()))
        .bind("mediaType", item.mediaType())
        .bind("size", item.size())
        .bind("sha256", item.sha256())
        .bind("path", item.path())
        .bind("takenAt", Sql.time(item.takenAt()))
        .bind("actor", item.actor())
        .bind("previous", previous)
        .bind("hash", hash)
        .execute();
    return hash;
  }

  static String hash(String... fields) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join("\n", fields).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
