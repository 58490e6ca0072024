package org.gengfu.simulator.rtsp;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request of RTSP 1.0.
 *
 * @param method such as DESCRIBE
 * @param uri as it stands in the request line
 * @param headers by lower-case name; of a repeated header the last
 */
record RtspRequest(String method, String uri, Map<String, String> headers) {
  private static final Pattern SCHEME = Pattern.compile("(?i)rtsps?://[^/]*");

  Optional<String> header(String lowerCaseName) {
    return Optional.ofNullable(headers.get(lowerCaseName));
  }

  /** The first part of the URI's path: the name of the camera; empty for {@code *}. */
  String camera() {
    Matcher absolute = SCHEME.matcher(uri);
    String path = absolute.lookingAt() ? uri.substring(absolute.end()) : uri;
    String name = path.startsWith("/") ? path.substring(1) : "";
    int end = name.indexOf('/');
    return end < 0 ? name : name.substring(0, end);
  }
}
