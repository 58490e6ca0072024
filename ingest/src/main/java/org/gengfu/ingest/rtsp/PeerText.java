package org.gengfu.ingest.rtsp;

/** Text that a peer has chosen, made fit for a log line and an admin's page. */
final class PeerText {
  static final int MAX_SHOWN = 80;

  private PeerText() {}

  static String shown(String text) {
    String cut = text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text;
    return cut.replaceAll("[^\\P{C}]", "?").trim();
  }
}
