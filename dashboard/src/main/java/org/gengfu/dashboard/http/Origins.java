package org.gengfu.dashboard.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells whether a request comes from a page of this server. */
public final class Origins {
  private final boolean behindProxy;

  /**
   * @param behindProxy whether {@code X-Forwarded-Host} and {@code X-Forwarded-For} come from our
   *     own proxy and can be believed
   */
  public Origins(boolean behindProxy) {
    this.behindProxy = behindProxy;
  }

  /**
   * @param required whether a request that doesn't tell its origin is refused
   * @throws ProblemException when it comes from elsewhere
   */
  void check(HttpServerRequest request, boolean required) {
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    boolean foreignSite = site != null && (site.equals("cross-site") || site.equals("same-site"));
    if (origin == null ? required || foreignSite : !sameHost(origin, host(request))) {
      throw Problem.of(
              ProblemKind.FOREIGN_ORIGIN,
              origin == null
                  ? "The Origin header is missing. A client that is no browser sends its token as"
                      + " Authorization: Bearer."
                  : "Origin " + printable(origin) + " is not where this API is served.")
          .thrown();
    }
  }

  /** The address of the client, for throttling. */
  public String clientAddress(HttpServerRequest request) {
    String forwarded = behindProxy ? request.getHeader("X-Forwarded-For") : null;
    if (forwarded != null && !forwarded.isBlank()) {
      // The last entry is the one that our own proxy has written.
      String last = forwarded.substring(forwarded.lastIndexOf(',') + 1).trim();
      return last.length() > 64 ? last.substring(0, 64) : last;
    }
    return request.remoteAddress() == null
        ? "unknown"
        : String.valueOf(request.remoteAddress().hostAddress());
  }

  private @Nullable String host(HttpServerRequest request) {
    String forwarded = behindProxy ? request.getHeader("X-Forwarded-Host") : null;
    return forwarded != null ? forwarded : request.getHeader("Host");
  }

  private static boolean sameHost(String origin, @Nullable String host) {
    if (host == null) {
      return false;
    }
    try {
      URI uri = URI.create(origin);
      String authority = uri.getRawAuthority();
      return authority != null
          && plain(authority, uri.getScheme()).equals(plain(host, uri.getScheme()));
    } catch (IllegalArgumentException e) {
      return false; // "null", or no URI at all
    }
  }

  /** Lower case and without the scheme's own port, which a browser leaves out. */
  private static String plain(String authority, @Nullable String scheme) {
    String suffix = "https".equalsIgnoreCase(scheme) ? ":443" : ":80";
    String lower = authority.toLowerCase(Locale.ROOT);
    return lower.endsWith(suffix) ? lower.substring(0, lower.length() - suffix.length()) : lower;
  }

  private static String printable(String text) {
    String cut = text.length() > 200 ? text.substring(0, 200) : text;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
