package org.gengfu.core.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses of cameras and webhooks. */
final class UrlChecks {
  private static final int LONGEST_URL = 500;
  private static final int GREATEST_PORT = 65_535;

  private UrlChecks() {}

  static void camera(Problems problems, String pointer, @Nullable String url) {
    check(
        problems,
        pointer,
        url,
        List.of("rtsp", "rtsps", "http", "https", "rtmp", "file"),
        "rtsp://192.168.1.64:554/stream1");
  }

  static boolean secureRtsp(@Nullable String url) {
    return url != null && url.trim().toLowerCase(Locale.ROOT).startsWith("rtsps:");
  }

  static void webhook(Problems problems, String pointer, @Nullable String url) {
    check(problems, pointer, url, List.of("https", "http"), "https://office.example.org/gengfu");
  }

  static void broker(Problems problems, String pointer, @Nullable String url) {
    check(problems, pointer, url, List.of("tcp", "ssl"), "ssl://broker.example.org:8883");
  }

  private static void check(
      Problems problems,
      String pointer,
      @Nullable String url,
      List<String> schemes,
      String example) {
    if (!problems.present(pointer, url) || url == null) {
      return;
    }
    problems.text(pointer, url, 1, LONGEST_URL);
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      // Not the exception's text: it repeats the address, which may hold a password.
      problems.require(pointer, false, "must be an address such as " + example);
      return;
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    problems.require(
        pointer,
        schemes.contains(scheme),
        "must begin with "
            + String.join(":// or ", schemes)
            + "://, such as "
            + example
            + (scheme.isEmpty() ? "" : ", not with " + scheme + ":"));
    problems.require(
        pointer,
        uri.getHost() != null || scheme.equals("file"),
        "must name a host, such as " + example);
    problems.require(
        pointer,
        uri.getRawUserInfo() == null
            && (uri.getRawAuthority() == null || !uri.getRawAuthority().contains("@")),
        "must not hold a user or password: give them in their own fields");
    problems.require(
        pointer,
        uri.getPort() != 0 && uri.getPort() <= GREATEST_PORT,
        "must have a port of 1 to " + GREATEST_PORT);
    problems.require(pointer, uri.getRawFragment() == null, "must not hold a # part");
  }
}
