package org.gengfu.ingest.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import org.gengfu.core.village.Camera.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A stream to open.
 *
 * @param scheme of the URL, in small letters; it chooses the {@link StreamSource}
 * @param url the URL as requests carry it, without user and password
 * @param host of the URL; empty for a file
 * @param port of the URL; 0 for a file
 * @param path of the URL without its query, to be shown: some cameras want secrets in the query
 * @param credentials null where the camera asks for none
 * @param transport how RTP is to come
 * @param certificateSha256 of the one certificate that is accepted over {@code rtsps://}; null for
 *     any that the JDK's trust store vouches for
 * @param sound whether its sound is wanted
 */
public record StreamTarget(
    String scheme,
    String url,
    String host,
    int port,
    String path,
    @Nullable Credentials credentials,
    Transport transport,
    @Nullable String certificateSha256,
    boolean sound) {
  /** Scheme of a video file. */
  public static final String FILE = "file";

  private static final String RTSPS = "rtsps";

  private static final Map<String, Integer> DEFAULT_PORTS =
      Map.of("rtsp", 554, "rtsps", 322, "http", 80, "https", 443, "rtmp", 1935);

  /**
   * Reads the URL of a stream that comes by TCP.
   *
   * @throws IllegalArgumentException saying what is wrong with it, fit for an admin
   */
  public static StreamTarget of(String url, @Nullable Credentials credentials) {
    return of(url, credentials, Transport.TCP, null);
  }

  /**
   * Reads a URL.
   *
   * @param transport how RTP is to come
   * @param certificateSha256 of the one certificate that is accepted; null for any that the JDK's
   *     trust store vouches for
   * @throws IllegalArgumentException saying what is wrong with it, fit for an admin
   */
  public static StreamTarget of(
      String url,
      @Nullable Credentials credentials,
      Transport transport,
      @Nullable String certificateSha256) {
    URI uri;
    try {
      uri = new URI(url.trim());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "the URL cannot be read (" + e.getReason() + "): correct it", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (scheme.equals(FILE)) {
      return file(uri);
    }
    Integer defaultPort = DEFAULT_PORTS.get(scheme);
    if (defaultPort == null) {
      throw new IllegalArgumentException(
          "the URL must begin with rtsp://, rtsps://, http://, https://, rtmp://, or 'file:' for a"
              + " video file on the hub: correct it");
    }
    String host = uri.getHost();
    if (host == null || host.isEmpty()) {
      throw new IllegalArgumentException("the URL names no valid host: correct it");
    }
    int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
    if (port == 0 || port > 0xffff) {
      throw new IllegalArgumentException("the URL's port " + port + " does not exist: correct it");
    }
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String authority = uri.getPort() < 0 ? host : host + ":" + port;
    return new StreamTarget(
        scheme,
        scheme + "://" + authority + path + query,
        unbracketed(host),
        port,
        path,
        credentials,
        transport,
        certificateSha256,
        false);
  }

  /** {@code file:street.mp4} and {@code file:///street.mp4} mean the same file. */
  private static StreamTarget file(URI uri) {
    String path = uri.isOpaque() ? uri.getSchemeSpecificPart() : uri.getPath();
    String name = path == null ? "" : path.replaceFirst("^/+", "");
    if (name.isEmpty() || uri.getRawAuthority() != null) {
      throw new IllegalArgumentException(
          "the URL names no file: write file: and the file's name, such as file:street.mp4");
    }
    return new StreamTarget(FILE, FILE + ":" + name, "", 0, name, null, Transport.TCP, null, false);
  }

  /** The same, with its sound. */
  public StreamTarget withSound() {
    return new StreamTarget(
        scheme, url, host, port, path, credentials, transport, certificateSha256, true);
  }

  /** The same, asked for without name and password. */
  public StreamTarget withoutCredentials() {
    return new StreamTarget(
        scheme, url, host, port, path, null, transport, certificateSha256, sound);
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Whether the connection is encrypted. */
  public boolean secure() {
    return scheme.equals(RTSPS);
  }

  /** Host and port, to be shown. */
  public String address() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
