package org.gengfu.core.storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.accounts.Role;
import org.jdbi.v3.core.Handle;

final class JdbcAccountStore implements AccountStore {
  private static final String KIND = "accounts";
  private final Sql sql;
  private final InstantSource clock;

  JdbcAccountStore(Sql sql, InstantSource clock) {
    this.sql = sql;
    this.clock = clock;
  }

  @Override
  public List<Account> list() {
    return sql.read(
        handle ->
            handle
                .createQuery("select name, role, worker_id from account order by name")
                .map((row, context) -> account(row))
                .list());
  }

  @Override
  public Optional<StoredAccount> find(String name) {
    return sql.read(
        handle ->
            handle
                .createQuery(
                    "select name, role, worker_id, password_hash from account where name = :name")
                .bind("name", name)
                .map(
                    (row, context) ->
                        new StoredAccount(account(row), row.getString("password_hash")))
                .findOne());
  }

  @Override
  public void create(Account account, String passwordHash, String actor) {
    boolean created =
        sql.transaction(
            handle -> {
              int rows =
                  handle
                      .createUpdate(Sql.file("accounts/create"))
                      .bind("name", account.name())
                      .bind("role", Rows.code(account.role()))
                      .bind("worker", account.workerId())
                      .bind("hash", passwordHash)
                      .bind("at", Sql.time(clock.instant()))
                      .execute();
              if (rows > 0) {
                audit(handle, actor, "created", account.name());
              }
              return rows > 0;
            });
    if (!created) {
      throw new AccountExistsException(account.name());
    }
  }

  @Override
  public boolean setPassword(String name, String passwordHash, String actor) {
    return sql.transaction(
        handle -> {
          int rows =
              handle
                  .createUpdate("update account set password_hash = :hash where name = :name")
                  .bind("hash", passwordHash)
                  .bind("name", name)
                  .execute();
          if (rows > 0) {
            handle
                .createUpdate("delete from session where account_name = :name")
                .bind("name", name)
                .execute();
            audit(handle, actor, "password set", name);
          }
          return rows > 0;
        });
  }

  @Override
  public boolean delete(String name, String actor) {
    return sql.transaction(
        handle -> {
          int rows =
              handle
                  .createUpdate("delete from account where name = :name")
                  .bind("name", name)
                  .execute();
          if (rows > 0) {
            audit(handle, actor, "deleted", name);
          }
          return rows > 0;
        });
  }

  private void audit(Handle handle, String actor, String action, String name) {
    Audit.write(handle, clock.instant(), actor, action, KIND, name, null, null);
  }

  @Override
  public void openSession(
      String tokenHash, String accountName, Instant createdAt, Instant expiresAt) {
    sql.transaction(
        handle ->
            handle
                .createUpdate(Sql.file("accounts/open_session"))
                .bind("token", tokenHash)
                .bind("name", accountName)
                .bind("created", Sql.time(createdAt))
                .bind("expires", Sql.time(expiresAt))
                .execute());
  }

  @Override
  public Optional<Account> session(String tokenHash, Instant now) {
    return sql.read(
        handle ->
            handle
                .createQuery(Sql.file("accounts/session"))
                .bind("token", tokenHash)
                .bind("now", Sql.time(now))
                .map((row, context) -> account(row))
                .findOne());
  }

  @Override
  public void closeSession(String tokenHash) {
    sql.transaction(
        handle ->
            handle
                .createUpdate("delete from session where token_hash = :token")
                .bind("token", tokenHash)
                .execute());
  }

  @Override
  public void sweepSessions(Instant now) {
    sql.transaction(
        handle ->
            handle
                .createUpdate("delete from session where expires_at <= :now")
                .bind("now", Sql.time(now))
                .execute());
  }

  private static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getString("name"),
        Rows.constant(Role.class, row.getString("role")),
        row.getString("worker_id"));
  }
}
