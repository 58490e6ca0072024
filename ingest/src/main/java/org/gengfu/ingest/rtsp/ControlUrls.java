package org.gengfu.ingest.rtsp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that SETUP and PLAY go to (RFC 2326 appendix C.1.1, and what cameras make of it).
 */
record ControlUrls(String base, String session) {

  /**
   * @param requested the URL of DESCRIBE
   * @param described its reply
   */
  static ControlUrls of(String requested, RtspMessage.Reply described, Sdp sdp) {
    String base =
        described
            .headers()
            .first("Content-Base")
            .or(() -> described.headers().first("Content-Location"))
            .filter(ControlUrls::absolute)
            .orElse(requested);
    return new ControlUrls(base, resolve(base, sdp.control()));
  }

  /** The address of one track. */
  String track(@Nullable String control) {
    return resolve(base, control);
  }

  /**
   * Appends, as FFmpeg and live555 do, though RFC 3986 would replace the last segment: cameras
   * whose path ends in a query ({@code ?channel=1&subtype=0}) expect {@code …subtype=0/trackID=1}.
   */
  private static String resolve(String base, @Nullable String control) {
    if (control == null || control.isEmpty() || control.equals("*")) {
      return base;
    }
    if (control.chars().anyMatch(Character::isISOControl)) {
      throw new RtspProtocolException("a track address with control characters");
    }
    if (absolute(control)) {
      return control;
    }
    boolean slash = base.endsWith("/");
    String tail = control.startsWith("/") ? control.substring(1) : control;
    return slash ? base + tail : base + "/" + tail;
  }

  private static boolean absolute(String url) {
    String small = url.toLowerCase(Locale.ROOT);
    return small.startsWith("rtsp://")
        || small.startsWith("rtsps://")
        || small.startsWith("rtspu://");
  }
}
