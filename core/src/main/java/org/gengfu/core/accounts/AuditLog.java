package org.gengfu.core.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Port to the record of who has seen and taken what (State Council Order 799 asks for it). Changes
 * of the configuration write their own entries. All calls block.
 */
public interface AuditLog {
  /** Kind of the entries about recordings; the subject is the camera's id. */
  String RECORDING = "recording";

  /** Kind of the entries about clips; the subject is the number of the evidence. */
  String CLIP = "clip";

  /**
   * Writes an entry; once it returns, it is durable.
   *
   * @param detail what exactly; becomes JSON
   */
  void write(
      Instant at,
      String actor,
      Action action,
      String kind,
      String subject,
      Map<String, Object> detail);

  /**
   * Entries of a kind, newest first.
   *
   * @param beforeId only ids below this, for paging; null from the newest
   * @param limit at most this many
   */
  List<Entry> entries(String kind, @Nullable Long beforeId, int limit);

  /** What was done. */
  enum Action {
    /** Watched, on a page. */
    VIEW,
    /** Taken as a file. */
    EXPORT
  }

  /**
   * An entry.
   *
   * @param detail JSON
   */
  record Entry(
      long id,
      Instant at,
      String actor,
      String action,
      String kind,
      String subject,
      String detail) {}
}
