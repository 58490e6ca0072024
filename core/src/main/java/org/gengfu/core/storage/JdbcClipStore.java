package org.gengfu.core.storage;

import java.time.Instant;
import java.util.List;
import org.gengfu.core.cases.ClipStore;
import org.jspecify.annotations.Nullable;

/** Which cases still need their clip. */
final class JdbcClipStore implements ClipStore {
  private static final int LONGEST_ERROR = 1_000;
  private final Sql sql;

  JdbcClipStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public List<DueClip> due(Instant now, Instant openedSince, int limit) {
    return sql.transaction(
        handle -> {
          handle
              .createUpdate(Sql.file("clips/add_missing"))
              .bind("since", Sql.time(openedSince))
              .execute();
          return handle
              .createQuery(Sql.file("clips/due"))
              .bind("now", Sql.time(now))
              .bind("limit", limit)
              .map(
                  (row, context) ->
                      new DueClip(
                          CaseRows.theCase(row),
                          row.getInt("attempts"),
                          row.getObject("protection_id", Long.class)))
              .list();
        });
  }

  @Override
  public void keeping(long caseId, long protectionId) {
    update(
        "update case_clip set protection_id = :protection where case_id = :id",
        caseId,
        protectionId);
  }

  @Override
  public void released(long caseId) {
    update("update case_clip set protection_id = :protection where case_id = :id", caseId, null);
  }

  private void update(String statement, long caseId, @Nullable Long protectionId) {
    sql.transaction(
        handle ->
            handle
                .createUpdate(statement)
                .bind("id", caseId)
                .bind("protection", protectionId)
                .execute());
  }

  @Override
  public void later(long caseId, Instant nextAttemptAt, @Nullable String error) {
    sql.transaction(
        handle ->
            handle
                .createUpdate(
                    "update case_clip set next_attempt_at = :next, last_error = :error,"
                        + " attempts = attempts + :failed"
                        + " where case_id = :id and state = 'waiting'")
                .bind("id", caseId)
                .bind("next", Sql.time(nextAttemptAt))
                .bind("error", cut(error))
                .bind("failed", error == null ? 0 : 1)
                .execute());
  }

  @Override
  public void done(long caseId, boolean missing, @Nullable String error) {
    sql.transaction(
        handle ->
            handle
                .createUpdate(
                    "update case_clip set state = :state, last_error = :error where case_id = :id")
                .bind("id", caseId)
                .bind("state", missing ? "missing" : "made")
                .bind("error", cut(error))
                .execute());
  }

  private static @Nullable String cut(@Nullable String error) {
    return error == null || error.length() <= LONGEST_ERROR
        ? error
        : error.substring(0, LONGEST_ERROR);
  }

  @Override
  public List<Kept> served(Instant overBefore, int limit) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("clips/served"))
                .bind("before", Sql.time(overBefore))
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Kept(row.getLong("case_id"), row.getLong("protection_id")))
                .list());
  }
}
