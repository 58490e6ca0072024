package org.gengfu.dashboard.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.gengfu.core.life.Blocking;
import org.gengfu.dashboard.http.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Serves the built pages from the classpath. An address that is no file belongs to the page's own
 * router and gets {@code index.html}.
 */
public final class WebPages {
  /** What a build makes: plain names, nothing hidden, no way up. */
  private static final Pattern FILE =
      Pattern.compile(
          "(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}/){0,8}[A-Za-z0-9_-][A-Za-z0-9._-]{0,150}");

  private static final Pattern HASHED = Pattern.compile("assets/.*-[A-Za-z0-9_-]{8,}\\.\\w+");
  private static final String INDEX = "index.html";

  private final String root;
  private final Blocking blocking;
  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  /**
   * @param root folder in the classpath, such as {@code web}
   */
  public WebPages(String root, Blocking blocking) {
    this.root = root;
    this.blocking = blocking;
  }

  /** Answers what is not the API's. */
  public void serve(RoutingContext ctx) {
    HttpMethod method = ctx.request().method();
    String path = ctx.request().path();
    if ((!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD))
        || path == null
        || path.equals("/api")
        || path.startsWith("/api/")) {
      ctx.next();
      return;
    }
    String file = path.equals("/") ? INDEX : path.substring(1, pathEnd(path));
    Asset known = assets.get(file);
    if (known != null) {
      send(ctx, known);
      return;
    }
    blocking
        .run(() -> find(file))
        .onSuccess(found -> found.ifPresentOrElse(asset -> send(ctx, asset), ctx::next))
        .onFailure(error -> Problems.answer(ctx, error));
  }

  /** Without the slash that some people put behind a page's address. */
  private static int pathEnd(String path) {
    return path.endsWith("/") ? path.length() - 1 : path.length();
  }

  private Optional<Asset> find(String file) {
    Asset asset = load(file);
    if (asset != null) {
      assets.put(file, asset); // only what exists: the number of files bounds it
      return Optional.of(asset);
    }
    boolean page = FILE.matcher(file).matches() && file.indexOf('.') < 0;
    return page ? Optional.ofNullable(load(INDEX)) : Optional.empty();
  }

  private @Nullable Asset load(String file) {
    if (!FILE.matcher(file).matches()) {
      return null;
    }
    return Asset.load(root + "/" + file, HASHED.matcher(file).matches());
  }

  private static void send(RoutingContext ctx, Asset asset) {
    HttpServerResponse response = ctx.response();
    response
        .putHeader("Cache-Control", asset.cacheControl())
        .putHeader("ETag", asset.tag())
        .putHeader("Vary", "Accept-Encoding");
    if (asset.tag().equals(ctx.request().getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    String accepted = ctx.request().getHeader("Accept-Encoding");
    Buffer zipped = asset.zipped();
    boolean zip = zipped != null && accepted != null && accepted.contains("gzip");
    Buffer body = zip && zipped != null ? zipped : asset.plain();
    response
        .putHeader("Content-Type", asset.mediaType())
        .putHeader("Content-Encoding", zip ? "gzip" : "identity");
    if (ctx.request().method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
  }
}
