package org.gengfu.dashboard.login;

import java.util.Map;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.accounts.Role;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.life.Blocking;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.ApiJson;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.ProblemException;
import org.gengfu.dashboard.http.ProblemKind;
import org.jspecify.annotations.Nullable;

/** Who can log in: for admins. */
public final class AccountOperations {
  private final AccountStore accounts;
  private final VillageRegistry registry;
  private final AccountViews views;
  private final Passwords passwords;
  private final Blocking blocking;
  private final Runnable onSessionsEnded;

  /**
   * @param onSessionsEnded run when sessions of an account have been ended
   */
  public AccountOperations(
      AccountStore accounts,
      VillageRegistry registry,
      AccountViews views,
      Passwords passwords,
      Blocking blocking,
      Runnable onSessionsEnded) {
    this.accounts = accounts;
    this.registry = registry;
    this.views = views;
    this.passwords = passwords;
    this.blocking = blocking;
    this.onSessionsEnded = onSessionsEnded;
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "listAccounts", Operation.onWorker(blocking, this::list),
        "createAccount", Operation.onWorker(blocking, this::create),
        "readAccount", Operation.onWorker(blocking, this::read),
        "setPassword", Operation.onWorker(blocking, this::setPassword),
        "deleteAccount", Operation.onWorker(blocking, this::delete));
  }

  private Answer list(Call call) {
    return Answer.items(accounts.list().stream().map(views::of).toList());
  }

  private Answer read(Call call) {
    return accounts
        .find(call.id())
        .map(stored -> Answer.json(views.of(stored.account())))
        .orElseThrow(() -> unknown(call));
  }

  private Answer create(Call call) {
    Role role = ApiJson.MAPPER.convertValue(call.bodyText("role"), Role.class);
    Account account = new Account(call.bodyText("name"), role, workerId(call, role));
    accounts.create(account, passwords.hash(call.bodyText("password")), call.account().name());
    return Answer.created("/api/v1/accounts/" + account.name(), views.of(account));
  }

  private @Nullable String workerId(Call call, Role role) {
    String workerId = call.optionalBodyText("workerId");
    if (role != Role.WORKER) {
      if (workerId != null) {
        throw Call.wrong("/workerId", FieldRule.WORKER_ONLY);
      }
      return null;
    }
    if (workerId == null) {
      throw Call.wrong("/workerId", FieldRule.WORKER_MISSING);
    }
    if (registry.current().worker(workerId).isEmpty()) {
      throw Call.wrong("/workerId", FieldRule.WORKER_UNKNOWN, workerId);
    }
    return workerId;
  }

  private Answer setPassword(Call call) {
    String hash = passwords.hash(call.bodyText("password"));
    if (!accounts.setPassword(call.id(), hash, call.account().name())) {
      throw unknown(call);
    }
    onSessionsEnded.run();
    return Answer.noContent();
  }

  private Answer delete(Call call) {
    if (call.id().equals(call.account().name())) {
      throw Problem.of(
              ProblemKind.OWN_ACCOUNT,
              "Let another admin delete it, so that there is always one left.")
          .thrown();
    }
    if (!accounts.delete(call.id(), call.account().name())) {
      throw unknown(call);
    }
    onSessionsEnded.run();
    return Answer.noContent();
  }

  private static ProblemException unknown(Call call) {
    return Problem.of(ProblemKind.UNKNOWN, "There is no account " + call.id() + ".").thrown();
  }
}
