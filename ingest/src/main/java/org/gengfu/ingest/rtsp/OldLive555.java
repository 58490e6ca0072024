package org.gengfu.ingest.rtsp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Knows the LIVE555 servers that mix up sessions over TCP, see {@link Quirk}. */
final class OldLive555 {
  private static final Pattern VERSION =
      Pattern.compile("LIVE555 Streaming Media v(\\d{4}\\.\\d{2}\\.\\d{2})");
  private static final String MENDED = "2017.06.04";

  private OldLive555() {}

  /**
   * Whether it wrote the session description.
   *
   * @param tool of the SDP, or a {@code Server} header
   */
  static boolean wrote(String tool) {
    Matcher version = VERSION.matcher(tool);
    return version.find() && version.group(1).compareTo(MENDED) < 0;
  }
}
