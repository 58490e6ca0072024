package org.gengfu.dashboard.login;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.accounts.AccountStore.StoredAccount;
import org.gengfu.core.life.Blocking;
import org.gengfu.dashboard.http.Answer;
import org.gengfu.dashboard.http.Call;
import org.gengfu.dashboard.http.Gate;
import org.gengfu.dashboard.http.Operation;
import org.gengfu.dashboard.http.Origins;
import org.gengfu.dashboard.http.Problem;
import org.gengfu.dashboard.http.ProblemException;
import org.gengfu.dashboard.http.ProblemKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in and out. */
public final class SessionOperations {
  private static final Logger LOG = LoggerFactory.getLogger(SessionOperations.class);

  /** Each takes a core for a quarter of a second: a flood of them must not take all workers. */
  static final int MAX_LOGINS_AT_ONCE = 4;

  private final AccountStore accounts;
  private final AccountViews views;
  private final Passwords passwords;
  private final Blocking blocking;
  private final Origins origins;
  private final InstantSource clock;
  private final SessionPolicy policy;
  private final Consumer<String> onEnd;
  private final LoginThrottle throttle;
  private final SessionTokens tokens = new SessionTokens();
  private final AtomicInteger running = new AtomicInteger();

  /**
   * @param lifetime how long a session lasts
   * @param secureCookie whether the cookie travels over https alone
   */
  public record SessionPolicy(Duration lifetime, boolean secureCookie) {}

  /**
   * @param onEnd told the hash of a session that has been logged out
   */
  public SessionOperations(
      AccountStore accounts,
      AccountViews views,
      Passwords passwords,
      Blocking blocking,
      Origins origins,
      InstantSource clock,
      SessionPolicy policy,
      Consumer<String> onEnd) {
    this.accounts = accounts;
    this.views = views;
    this.passwords = passwords;
    this.blocking = blocking;
    this.origins = origins;
    this.clock = clock;
    this.policy = policy;
    this.onEnd = onEnd;
    this.throttle = new LoginThrottle(clock);
  }

  /** The operations by id. */
  public Map<String, Operation> operations() {
    return Map.of(
        "login", (Operation.Request) this::login,
        "readSession", Operation.onWorker(blocking, call -> Answer.json(views.of(call.account()))),
        "logout", Operation.onWorker(blocking, this::logout));
  }

  private Future<Answer> login(Call call) {
    String name = call.bodyText("name");
    String address = origins.clientAddress(call.request());
    Duration wait = throttle.begin(name, address);
    if (!wait.isZero()) {
      throw tooMany(wait, "Too many failed logins for this name or from this address.");
    }
    if (running.incrementAndGet() > MAX_LOGINS_AT_ONCE) {
      running.decrementAndGet();
      throttle.succeeded(name, address); // nothing was tried
      throw tooMany(Duration.ofSeconds(1), "Too many are logging in at this moment.");
    }
    return blocking
        .run(() -> open(call, name, address))
        .onComplete(done -> running.decrementAndGet());
  }

  private Answer open(Call call, String name, String address) {
    StoredAccount stored = accounts.find(name).orElse(null);
    if (!passwords.verify(
        call.bodyText("password"), stored == null ? null : stored.passwordHash())) {
      LOG.info("failed login from {}", address);
      throw Problem.of(ProblemKind.WRONG_LOGIN, "Check both and try again.").thrown();
    }
    throttle.succeeded(name, address);
    Account account = java.util.Objects.requireNonNull(stored).account();
    String token = tokens.create();
    Instant now = clock.instant();
    Instant end = now.plus(policy.lifetime());
    accounts.openSession(SessionTokens.hash(token), account.name(), now, end);
    LOG.info("{} has logged in from {}", account.name(), address);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("account", views.of(account));
    body.put("token", token);
    body.put("expiresAt", end);
    return Answer.created("/api/v1/session", body).with("Set-Cookie", cookie(token));
  }

  private Answer logout(Call call) {
    accounts.closeSession(call.caller().sessionHash());
    onEnd.accept(call.caller().sessionHash());
    return Answer.noContent().with("Set-Cookie", cookie(null));
  }

  private String cookie(@org.jspecify.annotations.Nullable String token) {
    return Cookie.cookie(Gate.COOKIE, token == null ? "" : token)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(policy.secureCookie())
        .setSameSite(CookieSameSite.STRICT)
        .setMaxAge(token == null ? 0 : policy.lifetime().toSeconds())
        .encode();
  }

  private static ProblemException tooMany(Duration wait, String detail) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new Problem(
            ProblemKind.TOO_MANY_LOGINS,
            ProblemKind.TOO_MANY_LOGINS.status(),
            detail + " Try again in " + seconds + " s.",
            List.of(),
            Map.of("Retry-After", Long.toString(seconds)))
        .thrown();
  }
}
