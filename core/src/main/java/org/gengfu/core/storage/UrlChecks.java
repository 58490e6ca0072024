package org.gengfu.core.storage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.gengfu.core.checks.FieldRule;
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
      problems.require(pointer, false, FieldRule.ADDRESS, example);
      return;
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!schemes.contains(scheme)) {
      String wanted = String.join(":// or ", schemes) + "://";
      if (scheme.isEmpty()) {
        problems.require(pointer, false, FieldRule.SCHEME, wanted, example);
      } else {
        problems.require(pointer, false, FieldRule.SCHEME_NOT, wanted, example, scheme);
      }
    }
    problems.require(
        pointer, uri.getHost() != null || scheme.equals("file"), FieldRule.HOST, example);
    problems.require(
        pointer,
        uri.getRawUserInfo() == null
            && (uri.getRawAuthority() == null || !uri.getRawAuthority().contains("@")),
        FieldRule.NO_LOGIN);
    problems.require(
        pointer,
        uri.getPort() != 0 && uri.getPort() <= GREATEST_PORT,
        FieldRule.PORT,
        GREATEST_PORT);
    problems.require(pointer, uri.getRawFragment() == null, FieldRule.NO_FRAGMENT);
  }
}
