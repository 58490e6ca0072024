package org.gengfu.core.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gengfu.core.accounts.AuditLog;

/** The record of who has seen and taken what. */
final class JdbcAuditLog implements AuditLog {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Sql sql;

  JdbcAuditLog(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void write(
      Instant at,
      String actor,
      Action action,
      String kind,
      String subject,
      Map<String, Object> detail) {
    String json;
    try {
      json = JSON.writeValueAsString(detail);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the detail is no JSON", e);
    }
    sql.transaction(
        handle -> Audit.write(handle, at, actor, Rows.code(action), kind, subject, null, json));
  }

  @Override
  public List<Entry> entries(Wanted wanted) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("accounts/audit_entries"))
                .bind("kind", wanted.kind())
                .bind("camera", wanted.cameraId())
                .bind("actor", wanted.actor())
                .bind("before", wanted.beforeId())
                .bind("limit", wanted.limit())
                .map(
                    (row, context) ->
                        new Entry(
                            row.getLong("id"),
                            Rows.instant(row, "at"),
                            row.getString("actor"),
                            row.getString("action"),
                            row.getString("kind"),
                            row.getString("subject"),
                            row.getString("detail")))
                .list());
  }
}
