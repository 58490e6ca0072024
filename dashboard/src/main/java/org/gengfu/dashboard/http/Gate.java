package org.gengfu.dashboard.http;

import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import org.gengfu.core.accounts.Account;
import org.gengfu.core.accounts.Role;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what, for every operation and in this one place. What the contract doesn't
 * allow is refused.
 */
public final class Gate {
  public static final String COOKIE = "gengfu_session";
  private static final String BEARER = "Bearer ";
  private static final int MAX_TOKEN = 200;

  private final Sessions sessions;
  private final Origins origins;

  public Gate(Sessions sessions, Origins origins) {
    this.sessions = sessions;
    this.origins = origins;
  }

  /**
   * Lets the request in.
   *
   * @return the caller, nobody for an open operation; fails with a {@link ProblemException}
   */
  Future<Optional<Caller>> admit(HttpServerRequest request, ContractOperation operation) {
    String bearer = bearer(request);
    boolean changes =
        !request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD);
    // A browser sends the cookie by itself, also for a page of another site; a bearer token it
    // doesn't. A WebSocket is under no same-origin rule at all, so its origin must be given.
    if (bearer == null && (changes || operation.webSocket())) {
      origins.check(request, operation.webSocket());
    }
    if (operation.open()) {
      return Future.succeededFuture(Optional.empty());
    }
    String token = bearer != null ? bearer : cookie(request);
    if (token == null || token.length() > MAX_TOKEN) {
      throw notLoggedIn();
    }
    return sessions.find(token).map(found -> Optional.of(allowed(found, operation)));
  }

  private static Caller allowed(Optional<Caller> found, ContractOperation operation) {
    Caller caller = found.orElseThrow(Gate::notLoggedIn);
    Account account = caller.account();
    boolean whole = account.role() != Role.WORKER || account.workerId() != null;
    if (!whole || !operation.roles().contains(account.role())) {
      throw Problem.of(
              ProblemKind.FORBIDDEN,
              "Account "
                  + account.name()
                  + " has role "
                  + ApiJson.word(account.role())
                  + "; this is for "
                  + String.join(", ", operation.roles().stream().map(ApiJson::word).toList())
                  + ".")
          .thrown();
    }
    return caller;
  }

  private static ProblemException notLoggedIn() {
    return new Problem(
            ProblemKind.NOT_LOGGED_IN,
            ProblemKind.NOT_LOGGED_IN.status(),
            "There is no open session; it may have expired.",
            java.util.List.of(),
            Map.of("WWW-Authenticate", "Bearer"))
        .thrown();
  }

  private static @Nullable String bearer(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? header.substring(BEARER.length()).trim()
        : null;
  }

  private static @Nullable String cookie(HttpServerRequest request) {
    Cookie cookie = request.getCookie(COOKIE);
    return cookie == null ? null : cookie.getValue();
  }
}
