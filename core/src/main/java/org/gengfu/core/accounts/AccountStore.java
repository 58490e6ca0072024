package org.gengfu.core.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port to accounts and their sessions. Passwords and tokens come hashed; all calls block. */
public interface AccountStore {
  List<Account> list();

  Optional<StoredAccount> find(String name);

  /**
   * Creates an account.
   *
   * @throws AccountExistsException when the name is taken
   */
  void create(Account account, String passwordHash, String actor);

  /**
   * Replaces the password hash and ends all sessions of the account; false where there is no such
   * account.
   */
  boolean setPassword(String name, String passwordHash, String actor);

  /** Deletes the account and its sessions; false where there is no such account. */
  boolean delete(String name, String actor);

  void openSession(String tokenHash, String accountName, Instant createdAt, Instant expiresAt);

  /** The account behind an open session that has not expired. */
  Optional<Account> session(String tokenHash, Instant now);

  void closeSession(String tokenHash);

  /** Forgets sessions that expired before this moment. */
  void sweepSessions(Instant now);

  record StoredAccount(Account account, String passwordHash) {}

  /** The name is taken. */
  final class AccountExistsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AccountExistsException(String name) {
      super("account " + name + " exists already");
    }
  }
}
