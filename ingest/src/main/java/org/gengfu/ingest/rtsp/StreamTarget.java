package org.gengfu.ingest.rtsp;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A stream to open.
 *
 * @param url the URL as requests carry it, without user and password
 * @param host of the URL
 * @param port of the URL
 * @param path of the URL without its query, to be shown: some cameras want secrets in the query
 * @param credentials null where the camera asks for none
 */
public record StreamTarget(
    String url, String host, int port, String path, @Nullable Credentials credentials) {
  private static final int DEFAULT_PORT = 554;

  /**
   * Reads a URL.
   *
   * @throws IllegalArgumentException saying what is wrong with it, fit for an admin
   */
  public static StreamTarget of(String url, @Nullable Credentials credentials) {
    URI uri;
    try {
      uri = new URI(url.trim());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the URL cannot be read (" + e.getReason() + "): correct it", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("rtsp")) {
      throw new IllegalArgumentException("the URL must begin with rtsp://: correct it");
    }
    String host = uri.getHost();
    if (host == null || host.isEmpty()) {
      throw new IllegalArgumentException("the URL names no valid host: correct it");
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    if (port == 0 || port > 0xffff) {
      throw new IllegalArgumentException("the URL's port " + port + " does not exist: correct it");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String authority = uri.getPort() < 0 ? host : host + ":" + port;
    return new StreamTarget(
        "rtsp://" + authority + path + query, unbracketed(host), port, path, credentials);
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Host and port, to be shown. */
  public String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
