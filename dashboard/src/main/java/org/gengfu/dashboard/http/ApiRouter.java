package org.gengfu.dashboard.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.life.Blocking;
import org.gengfu.dashboard.http.ContractOperation.BodyRule;
import org.gengfu.dashboard.http.Problem.Wrong;
import org.jspecify.annotations.Nullable;

/**
 * Builds the API's routes from its contract. Every request goes the same way: the gate, the
 * parameters, the body, the operation, the answer.
 */
public final class ApiRouter {
  /** Is set where only the head is wanted. */
  static final String HEAD = "gengfu.head";

  private final Contract contract;
  private final Gate gate;
  private final Blocking blocking;
  private final Map<String, Operation> operations;

  /**
   * @param operations what does each operation, by its id
   * @throws IllegalStateException when the contract has operations without code or the other way
   */
  public ApiRouter(
      Contract contract, Gate gate, Blocking blocking, Map<String, Operation> operations) {
    this.contract = contract;
    this.gate = gate;
    this.blocking = blocking;
    this.operations = Map.copyOf(operations);
    Set<String> named = new TreeSet<>();
    contract.operations().forEach(operation -> named.add(operation.id()));
    if (!named.equals(operations.keySet())) {
      throw new IllegalStateException(
          "the contract has operations "
              + named
              + ", the code "
              + new TreeSet<>(operations.keySet()));
    }
  }

  /** The router for everything below the contract's prefix. */
  public Future<Router> build(Vertx vertx) {
    return contract
        .forVertx(vertx)
        .map(
            routes -> {
              RouterBuilder builder = RouterBuilder.create(vertx, routes);
              for (ContractOperation operation : contract.operations()) {
                OpenAPIRoute route = Objects.requireNonNull(builder.getRoute(operation.id()));
                // We check by ourselves: Vert.x names the first wrong field alone.
                route.setDoValidation(false).setDoSecurity(false);
                route.addHandler(ctx -> handle(ctx, operation));
              }
              Router router = builder.createRouter();
              router.route().handler(this::refuseUnknown);
              return router;
            });
  }

  /** No operation fits: says what could be done at this address, if anything. */
  private void refuseUnknown(RoutingContext ctx) {
    String path = ctx.normalizedPath().substring(Contract.PREFIX.length());
    // Whatever can be read can be asked for its head (RFC 9110 §9.3.2); Vert.x sends no body then.
    if (ctx.request().method().equals(HttpMethod.HEAD)) {
      ctx.put(HEAD, true).reroute(HttpMethod.GET, ctx.request().uri());
      return;
    }
    List<String> allowed =
        contract.operations().stream()
            .filter(operation -> operation.fits(path))
            .map(ContractOperation::method)
            .toList();
    String shown = path.substring(0, Math.min(path.length(), 200));
    Problems.send(
        ctx,
        allowed.isEmpty()
            ? Problem.of(ProblemKind.UNKNOWN, "The API has nothing at " + shown + ".")
            : new Problem(
                ProblemKind.METHOD_NOT_ALLOWED,
                ProblemKind.METHOD_NOT_ALLOWED.status(),
                shown + " takes " + String.join(", ", allowed) + ".",
                List.of(),
                Map.of("Allow", String.join(", ", allowed))));
  }

  private void handle(RoutingContext ctx, ContractOperation contracted) {
    ctx.request().pause();
    Operation operation = Objects.requireNonNull(operations.get(contracted.id()));
    Future.succeededFuture()
        .compose(start -> gate.admit(ctx.request(), contracted))
        .compose(caller -> call(ctx, contracted, caller))
        .compose(call -> perform(ctx, operation, call))
        .onFailure(error -> Problems.answer(ctx, error));
  }

  private Future<?> perform(RoutingContext ctx, Operation operation, Call call) {
    if (operation instanceof Operation.Request request) {
      return request.answer(call).onSuccess(answer -> answer.send(ctx, blocking));
    }
    if (!"websocket".equalsIgnoreCase(ctx.request().getHeader("Upgrade"))) {
      throw Call.wrongParameter("Upgrade", FieldRule.WEBSOCKET);
    }
    return ((Operation.Socket) operation)
        .open(call)
        .compose(
            opened ->
                ctx.request()
                    .toWebSocket()
                    .onSuccess(
                        socket -> {
                          opened.accept(UpgradedSocket.of(ctx.request(), socket));
                        }));
  }

  private Future<Call> call(
      RoutingContext ctx, ContractOperation operation, Optional<Caller> admitted) {
    Map<String, Object> parameters = Parameters.read(ctx, operation);
    @Nullable Caller caller = admitted.orElse(null);
    BodyRule rule = operation.body();
    if (rule == null) {
      return Future.succeededFuture(new Call(ctx.request(), caller, parameters, Map.of(), null));
    }
    if (rule.form()) {
      return FormReader.read(ctx.request(), rule)
          .map(form -> new Call(ctx.request(), caller, parameters, form.fields(), form.photo()));
    }
    return BodyReader.read(ctx.request(), rule)
        .compose(bytes -> blocking.run(() -> object(rule, bytes)))
        .map(body -> new Call(ctx.request(), caller, parameters, body, null));
  }

  /** Parses and checks a body; a large one takes a while, so this is for a worker. */
  private static Map<String, @Nullable Object> object(BodyRule rule, Buffer bytes) {
    Object document = StrictJson.read(bytes);
    List<Wrong> wrongs = rule.check().check(document);
    if (!wrongs.isEmpty()) {
      throw Problem.of(ProblemKind.INVALID_INPUT, wrongs).thrown();
    }
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    ((Map<?, ?>) Objects.requireNonNull(rule.check().complete(document)))
        .forEach((key, value) -> body.put(String.valueOf(key), value));
    return body;
  }
}
