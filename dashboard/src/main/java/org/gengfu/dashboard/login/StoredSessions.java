package org.gengfu.dashboard.login;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.life.Blocking;
import org.gengfu.dashboard.http.Caller;
import org.gengfu.dashboard.http.Sessions;

/** Sessions as the database has them; asked at every request, so an end is an end at once. */
public final class StoredSessions implements Sessions {
  private final AccountStore accounts;
  private final Blocking blocking;
  private final InstantSource clock;

  public StoredSessions(AccountStore accounts, Blocking blocking, InstantSource clock) {
    this.accounts = accounts;
    this.blocking = blocking;
    this.clock = clock;
  }

  @Override
  public Future<Optional<Caller>> find(String token) {
    return findByHash(SessionTokens.hash(token));
  }

  /** The caller behind the session with this hash, where it is open. */
  public Future<Optional<Caller>> findByHash(String hash) {
    return blocking.run(
        () -> accounts.session(hash, clock.instant()).map(account -> new Caller(account, hash)));
  }
}
