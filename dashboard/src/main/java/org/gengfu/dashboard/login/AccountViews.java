package org.gengfu.dashboard.login;

import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.core.village.Worker;
import org.jspecify.annotations.Nullable;

/** Accounts as the API shows them. */
public final class AccountViews {
  private final VillageRegistry registry;

  public AccountViews(VillageRegistry registry) {
    this.registry = registry;
  }

  /** The contract's schema {@code Account}. */
  public record View(
      String name, Role role, @Nullable String workerId, @Nullable String workerName) {}

  /** The account with the name of the grid worker behind it. */
  public View of(Account account) {
    String workerId = account.workerId();
    String workerName =
        workerId == null
            ? null
            : registry.current().worker(workerId).map(Worker::name).orElse(null);
    return new View(account.name(), account.role(), workerId, workerName);
  }
}
