package org.gengfu.dashboard.fake;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.AccountStore;

/** Accounts and sessions in memory. */
public final class FakeAccountStore implements AccountStore {
  private final Map<String, StoredAccount> accounts = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  private record Session(String account, Instant expiresAt) {}

  @Override
  public List<Account> list() {
    return accounts.values().stream()
        .map(StoredAccount::account)
        .sorted(Comparator.comparing(Account::name))
        .toList();
  }

  @Override
  public Optional<StoredAccount> find(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  @Override
  public void create(Account account, String passwordHash, String actor) {
    if (accounts.putIfAbsent(account.name(), new StoredAccount(account, passwordHash)) != null) {
      throw new AccountExistsException(account.name());
    }
  }

  @Override
  public boolean setPassword(String name, String passwordHash, String actor) {
    StoredAccount old = accounts.get(name);
    if (old == null) {
      return false;
    }
    accounts.put(name, new StoredAccount(old.account(), passwordHash));
    endSessions(name);
    return true;
  }

  @Override
  public boolean delete(String name, String actor) {
    endSessions(name);
    return accounts.remove(name) != null;
  }

  private void endSessions(String name) {
    sessions.values().removeIf(session -> session.account().equals(name));
  }

  @Override
  public void openSession(
      String tokenHash, String accountName, Instant createdAt, Instant expiresAt) {
    sessions.put(tokenHash, new Session(accountName, expiresAt));
  }

  @Override
  public Optional<Account> session(String tokenHash, Instant now) {
    Session session = sessions.get(tokenHash);
    return session == null || !now.isBefore(session.expiresAt())
        ? Optional.empty()
        : find(session.account()).map(StoredAccount::account);
  }

  @Override
  public void closeSession(String tokenHash) {
    sessions.remove(tokenHash);
  }

  @Override
  public void sweepSessions(Instant now) {
    sessions.values().removeIf(session -> session.expiresAt().isBefore(now));
  }

  /** What a thief of the database would find. */
  public Set<String> sessionHashes() {
    return Set.copyOf(sessions.keySet());
  }
}
