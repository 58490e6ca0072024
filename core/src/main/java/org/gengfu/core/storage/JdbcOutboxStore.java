package org.gengfu.core.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseStore.Outgoing;
import org.gengfu.core.cases.DeliveryReason;
import org.gengfu.core.cases.NotDelivered;
import org.gengfu.core.cases.Severity;
import org.gengfu.core.delivery.Notification;
import org.gengfu.core.delivery.OutboxStore;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

final class JdbcOutboxStore implements OutboxStore {
  private static final int LONGEST_DETAIL = 500;
  private final Sql sql;

  JdbcOutboxStore(Sql sql) {
    this.sql = sql;
  }

  /** Writes messages in the transaction of the step that causes them. */
  static void add(Handle handle, long caseId, Instant at, List<Outgoing> outgoing) {
    for (Outgoing message : outgoing) {
      handle
          .createUpdate(Sql.file("outbox/add"))
          .bind("case", caseId)
          .bind("channel", message.channel())
          .bind("target", message.target())
          .bind("worker", message.workerId())
          .bind("reason", message.reason())
          .bind("severity", Rows.code(message.severity()))
          .bind("titleChinese", message.titleChinese())
          .bind("titleEnglish", message.titleEnglish())
          .bind("bodyChinese", message.bodyChinese())
          .bind("bodyEnglish", message.bodyEnglish())
          .bind("at", Sql.time(at))
          .execute();
    }
  }

  /** Gives up what workers have not been told yet about the case: it is out of date now. */
  static void withdraw(Handle handle, long caseId, NotDelivered why) {
    handle
        .createUpdate(Sql.file("outbox/withdraw"))
        .bind("case", caseId)
        .bind("reason", why.reason().code())
        .bind("why", why.detail())
        .execute();
  }

  @Override
  public List<Receiver> dueReceivers(Instant now) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("outbox/due_receivers"))
                .bind("now", Sql.time(now))
                .map(
                    (row, context) ->
                        new Receiver(row.getString("channel"), row.getString("target")))
                .list());
  }

  @Override
  public List<Leased> lease(
      Receiver receiver, int limit, Instant now, Instant leasedUntil, String owner) {
    return sql.transaction(
        handle -> {
          List<Long> ids =
              handle
                  .createQuery(Sql.file("outbox/lease"))
                  .bind("channel", receiver.channel())
                  .bind("target", receiver.target())
                  .bind("now", Sql.time(now))
                  .bind("until", Sql.time(leasedUntil))
                  .bind("owner", owner)
                  .bind("limit", limit)
                  .mapTo(Long.class)
                  .list();
          return ids.isEmpty()
              ? List.of()
              : handle
                  .createQuery(Sql.file("outbox/leased"))
                  .bind("ids", ids.toArray(Long[]::new))
                  .map((row, context) -> leased(receiver, row))
                  .list();
        });
  }

  private static Leased leased(Receiver receiver, ResultSet row) throws SQLException {
    Case theCase = CaseRows.theCase(row);
    Notification notification =
        new Notification(
            row.getLong("notification_id"),
            theCase.id(),
            row.getString("notified_worker"),
            row.getString("reason"),
            Rows.constant(Severity.class, row.getString("notified_severity")),
            row.getString("title_chinese"),
            row.getString("title_english"),
            row.getString("body_chinese"),
            row.getString("body_english"),
            Rows.instant(row, "created_at"));
    return new Leased(receiver, row.getInt("attempts"), notification, theCase);
  }

  @Override
  public int releaseLeases(String owner) {
    return sql.transaction(
        handle -> handle.createUpdate(Sql.file("outbox/release")).bind("owner", owner).execute());
  }

  @Override
  public void delivered(Leased leased, Instant at, String receipt) {
    settle(leased, at, "delivered", null, receipt, null);
  }

  @Override
  public void failed(Leased leased, Instant at, NotDelivered why, Instant nextAttemptAt) {
    settle(leased, at, "pending", why.reason(), why.detail(), nextAttemptAt);
  }

  @Override
  public void givenUp(Leased leased, Instant at, NotDelivered why) {
    settle(leased, at, "given-up", why.reason(), why.detail(), null);
  }

  private void settle(
      Leased leased,
      Instant at,
      String state,
      @Nullable DeliveryReason reason,
      String detail,
      @Nullable Instant nextAttemptAt) {
    String cut = detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
    boolean delivered = reason == null;
    sql.transaction(
        handle -> {
          handle
              .createUpdate(Sql.file("outbox/settle"))
              .bind("id", leased.notification().id())
              .bind("attempt", leased.attempt())
              .bind("state", state)
              .bind("reason", reason == null ? null : reason.code())
              .bind("error", delivered ? null : cut)
              .bind("at", Sql.time(at))
              .bind("next", nextAttemptAt == null ? null : Sql.time(nextAttemptAt))
              .execute();
          return handle
              .createUpdate(Sql.file("outbox/attempt"))
              .bind("id", leased.notification().id())
              .bind("attempt", leased.attempt())
              .bind("at", Sql.time(at))
              .bind("delivered", delivered)
              .bind("detail", cut)
              .execute();
        });
  }

  @Override
  public long pending() {
    return sql.read(
        handle ->
            handle
                .createQuery("select count(*) from notification where state = 'pending'")
                .mapTo(Long.class)
                .one());
  }
}
