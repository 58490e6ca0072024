package org.gengfu.dashboard.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.gengfu.core.accounts.AccountStore.AccountExistsException;
import org.gengfu.core.cases.CaseDesk.CaseException;
import org.gengfu.core.checks.FieldRule;
import org.gengfu.core.media.Snapshots.NoPictureException;
import org.gengfu.core.recording.RecordingException;
import org.gengfu.core.replay.ReplayException;
import org.gengfu.core.storage.StoreException;
import org.gengfu.core.village.VillageRegistry.InvalidConfigException;
import org.gengfu.core.village.VillageRegistry.StaleVersionException;
import org.gengfu.core.village.VillageRegistry.UnknownEntityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where what goes wrong becomes an answer. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** Answers with the problem behind this error. */
  public static void answer(RoutingContext ctx, Throwable error) {
    if (ctx.response().closed()) {
      LOG.debug("{} {}: the client has left", ctx.request().method(), ctx.request().path());
      return;
    }
    Problem problem = of(error);
    if (problem.kind() == ProblemKind.INTERNAL) {
      LOG.error("{} {} failed", ctx.request().method(), ctx.request().path(), error);
    } else if (problem.kind() == ProblemKind.UNAVAILABLE) {
      LOG.warn("{} {}: {}", ctx.request().method(), ctx.request().path(), error.toString());
    }
    send(ctx, problem);
  }

  static void send(RoutingContext ctx, Problem problem) {
    HttpServerResponse response = ctx.response();
    if (response.ended() || response.closed() || response.headWritten()) {
      return;
    }
    problem.headers().forEach(response::putHeader);
    closeIfUnread(ctx.request(), response);
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(ApiJson.bytes(problem.document()));
  }

  /** What is left of a refused body is not worth reading: the connection ends with the answer. */
  private static void closeIfUnread(HttpServerRequest request, HttpServerResponse response) {
    if (!request.isEnded()) {
      boolean empty =
          request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
              && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
      if (!empty) {
        response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
      request.resume();
    }
  }

  static Problem of(Throwable error) {
    if (error instanceof ProblemException known) {
      return known.problem();
    }
    if (error instanceof InvalidConfigException invalid) {
      return Problem.of(
          ProblemKind.INVALID_CONFIGURATION,
          invalid.problems().stream()
              .map(problem -> Problem.Wrong.at(problem.pointer(), problem.error()))
              .toList());
    }
    if (error instanceof StaleVersionException) {
      return Problem.of(
          ProblemKind.STALE_VERSION, error.getMessage() + ". Read it again and change that.");
    }
    if (error instanceof UnknownEntityException || error instanceof NoPictureException) {
      return Problem.of(
          error instanceof NoPictureException ? ProblemKind.NO_PICTURE : ProblemKind.UNKNOWN,
          String.valueOf(error.getMessage()));
    }
    if (error instanceof AccountExistsException) {
      return Problem.of(ProblemKind.EXISTS, String.valueOf(error.getMessage()));
    }
    if (error instanceof CaseException refused) {
      return of(refused);
    }
    if (error instanceof RecordingException refused) {
      return of(refused);
    }
    if (error instanceof ReplayException refused) {
      return of(refused);
    }
    if ((error instanceof StoreException store && store.transientFailure())
        || error instanceof RejectedExecutionException) {
      return new Problem(
          ProblemKind.UNAVAILABLE,
          ProblemKind.UNAVAILABLE.status(),
          "The hub is too busy or its database is away. Try again in a moment.",
          List.of(),
          Map.of("Retry-After", "5"));
    }
    return Problem.of(ProblemKind.INTERNAL, "The hub's log says more.");
  }

  private static Problem of(RecordingException refused) {
    String why = String.valueOf(refused.getMessage());
    return switch (refused.reason()) {
      case NOTHING -> Problem.of(ProblemKind.NOT_RECORDED, why);
      case TOO_LONG ->
          Problem.of(
              ProblemKind.INVALID_INPUT, List.of(Problem.Wrong.in("to", FieldRule.OTHER, why)));
      case MIXED_CODECS -> Problem.of(ProblemKind.MIXED_CODECS, why);
      case TOO_MANY_PROTECTED -> Problem.of(ProblemKind.TOO_MANY_PROTECTED, why);
      case BUSY ->
          new Problem(
              ProblemKind.UNAVAILABLE,
              ProblemKind.UNAVAILABLE.status(),
              why,
              List.of(),
              Map.of("Retry-After", "5"));
    };
  }

  private static Problem of(ReplayException refused) {
    ProblemKind kind =
        switch (refused.reason()) {
          case BUSY -> ProblemKind.TOO_MANY_REPLAYS;
          case LOST -> ProblemKind.REPLAY_LOST;
          case GONE -> ProblemKind.REPLAY_GONE;
        };
    return Problem.of(kind, String.valueOf(refused.getMessage()));
  }

  private static Problem of(CaseException refused) {
    ProblemKind kind =
        switch (refused.reason()) {
          case UNKNOWN -> ProblemKind.UNKNOWN;
          case WRONG_STATE -> ProblemKind.WRONG_STATE;
          case NOT_YOURS -> ProblemKind.NOT_YOURS;
          case BAD_INPUT -> ProblemKind.INVALID_INPUT;
        };
    return Problem.of(kind, String.valueOf(refused.getMessage()));
  }
}
