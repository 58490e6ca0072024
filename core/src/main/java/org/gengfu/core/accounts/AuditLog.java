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

  /** Kind of the entries about what is kept as evidence; the subject is the camera's id. */
  String PROTECTION = "recordings";

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

  /** Entries of a kind, newest first. */
  List<Entry> entries(Wanted wanted);

  /**
   * Which entries.
   *
   * @param cameraId about this camera alone; null for all
   * @param actor of this account alone; null for all
   * @param beforeId only ids below this, for paging; null from the newest
   * @param limit at most this many
   */
  record Wanted(
      String kind,
      @Nullable String cameraId,
      @Nullable String actor,
      @Nullable Long beforeId,
      int limit) {
    /** The newest of a kind. */
    public static Wanted newest(String kind, int limit) {
      return new Wanted(kind, null, null, null, limit);
    }
  }

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
   * @param detail JSON; of what was taken back, what it was
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
